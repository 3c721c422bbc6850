# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints faults.json as a table: each fault, the test that compares its bytes on the wire, and what three clients
reported. The outcomes are those that node_faults.mjs, python_faults.py and tst_faultinterop check."""
import json
import pathlib
import re

HERE = pathlib.Path(__file__).parent
TESTS = {name: (HERE.parent / "app" / f"tst_{name}.cpp").read_text(encoding="utf-8")
         for name in ("faultframes", "faultbytes", "faultopening")}


def wire(faults):
    """The unit tests that break this on the wire."""
    kinds = [fault["fault"][0].upper() + fault["fault"][1:] for fault in faults[-1:]]
    return ", ".join(name for name, text in TESTS.items() if any(re.search(rf"\b{kind}\b", text) for kind in kinds))


def cell(outcome):
    return " *or* ".join(outcome) if isinstance(outcome, list) else outcome


print("| fault | bytes on the wire | Node ws | Python websockets | QWebSocket |")
print("| --- | --- | --- | --- | --- |")
for case in json.loads((HERE / "faults.json").read_text(encoding="utf-8")):
    print("|", " | ".join([case["name"], wire(case["faults"]), *(cell(case[peer]) for peer in ("node", "python", "qt"))]), "|")
