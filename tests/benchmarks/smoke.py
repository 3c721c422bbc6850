# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run of the driver that is too small to measure anything: every server built here echoes, on every kind of line, and
the report holds what it should. Argument: the folder of the programs."""
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
LINES = ["20B 1x1", "20B 100x16", "1KiB-text 100x16", "1MiB 1x1", "upgrades"]


def check(what, holds):
    if not holds:
        sys.exit(f"FAILED: {what}")


def main(programs):
    with tempfile.TemporaryDirectory() as folder:
        result = pathlib.Path(folder, "benchmark.json")
        done = subprocess.run(
            [sys.executable, "-B", str(HERE / "driver/run.py"), "--programs", programs, "--json", str(result),
             "--lines", ",".join(LINES), "--rounds", "1", "--messages", "200", "--no-micro", "--no-bench"],
            capture_output=True, text=True)
        check(f"the driver ended with {done.returncode}:\n{done.stdout}\n{done.stderr}", done.returncode == 0)
        report = json.loads(result.read_text(encoding="utf-8"))
    check("all lines are there", [line["name"] for line in report["lines"]] == LINES)
    check("ours and the limit are there", {"raw", "sockscope"} <= set(report["servers"]))
    cpu = {}
    for line in report["lines"]:
        for name, server in line["servers"].items():
            counts = [run["count"] for run in server["runs"]]
            check(f"{name} did the 200 of {line['name']}: {counts}", len(counts) == 1 and counts[0] >= 200)
            # The clock of another process moves with the scheduler's tick: few messages may seem to cost nothing.
            cpu[name] = cpu.get(name, 0) + server["median"]["server_cpu_us_each"]
        check(f"{line['name']} has verdicts", line["mode"] == "upgrades" or line["verdicts"])
    check(f"every server used CPU time: {cpu}", all(spent > 0 for spent in cpu.values()))
    check("the table shows ours", "| sockscope |" in done.stdout)


if __name__ == "__main__":
    main(sys.argv[1])
