# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""That the driver's medians, ratios and verdicts are what they claim to be, on runs made up here."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "driver"))

from figures import CPU, MEMORY, P50, RATE, medians, ratio, summarise, verdicts  # noqa: E402
from lines import LINES, QUICK  # noqa: E402
from report import markdown, plain, short  # noqa: E402


def runs(*cpus, **others):
    return [{CPU: cpu, RATE: 1e6 / cpu, P50: 2 * cpu, **others} for cpu in cpus]


def line(name):
    return next(line for line in LINES if line.name == name)


class Judgement(unittest.TestCase):
    def test_drift_cancels_within_a_round(self):
        # The machine is twice as slow in the second round, four times in the third: always 1.1 times raw.
        self.assertAlmostEqual(ratio(runs(1.1, 2.2, 4.4), runs(1, 2, 4), CPU), 1.1)

    def test_one_bad_round_does_not_count(self):
        self.assertAlmostEqual(ratio(runs(1.1, 90, 1.1), runs(1, 1, 1), CPU), 1.1)

    def test_failed_runs_have_no_partner(self):
        self.assertAlmostEqual(ratio([None, *runs(3)], runs(1, 2), CPU), 1.5)
        self.assertIsNone(ratio([None], runs(1), CPU))
        self.assertEqual(medians([None, *runs(3, 5, 7)])[CPU], 5)
        self.assertEqual(medians([None]), {})

    def test_targets(self):
        found = {verdict["what"]: verdict for verdict in verdicts(line("20B 1x1"), {
            "raw": runs(10), "sockscope": runs(10.4), "Beast": runs(10.3), "ws": runs(20),
            "sockscope+tap": runs(15)})}
        self.assertEqual({what: verdict["met"] for what, verdict in found.items()}, {
            "CPU per message, × raw": True, "messages per second, × raw": True, "p50, × raw": True,
            "messages per second with the tap, × without": False,
            "CPU per message, × Beast": False, "CPU per message, × ws": True})
        self.assertAlmostEqual(found["CPU per message, × Beast"]["value"], 10.4 / 10.3)

    def test_more_upgrades_and_less_memory_are_better(self):
        faster = verdicts(line("upgrades"), {"sockscope": runs(10), "ws": runs(20)})
        self.assertEqual([(verdict["met"], verdict["value"]) for verdict in faster], [(True, 2)])
        smaller = verdicts(line("idle 10000"), {"sockscope": [{MEMORY: 1025}], "ws": [{MEMORY: 6000}]})
        self.assertEqual([verdict["met"] for verdict in smaller], [False, True])

    def test_no_verdict_without_figures(self):
        self.assertEqual(verdicts(line("20B 1x1"), {"raw": runs(1), "sockscope": [None]}), [])

    def test_lines(self):
        names = [line.name for line in LINES]
        self.assertEqual(len(names), len(set(names)))
        self.assertLessEqual(set(QUICK), set(names))

    def test_table(self):
        by_server = {"raw": runs(0.25, load_cpu_share=0.97, p99_us=1), "sockscope": [None]}
        text = markdown({
            "servers": ["raw", "sockscope"], "notes": ["something"], "micro": [], "window": None,
            "wireshark": [],
            "lines": [{"name": "20B 1x1", "mode": "echo", "servers": summarise(by_server), "verdicts": []}]})
        self.assertIn("| 20B 1x1 | 4.00 M* | failed |", text)
        self.assertIn("| 20B 1x1 | 0.5 / 1 | failed |", text)
        self.assertIn("load client was at its limit", text)
        self.assertIn("- something", text)

    def test_numbers(self):
        self.assertEqual([short(number) for number in (4_180_000, 244_400, 999_960, 12.345, 0.2257, 100.2, None)],
                         ["4.18 M", "244 k", "1.00 M", "12.3", "0.226", "100", "–"])
        self.assertEqual([plain(number) for number in (1371.2, 33.94, 0.2257, 821_234, None)],
                         ["1,370", "33.9", "0.226", "821,000", "–"])


if __name__ == "__main__":
    unittest.main()
