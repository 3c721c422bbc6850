# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The micro benchmarks: Google Benchmark, on one core."""
import json
import os
import subprocess

NS_PER = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def run_micro(programs, core, seconds):
    """[{"name", "ns", "bytes_per_second"}], medians of three repetitions. The latter two are there where the programs
    are."""
    results = []
    for name in ("micro", "log", "logview"):
        if (programs / name).exists():
            results += _run(programs / name, core, seconds)
    return results


def _run(program, core, seconds):
    command = [str(program), "--benchmark_format=json", "--benchmark_repetitions=3",
               "--benchmark_report_aggregates_only=true", f"--benchmark_min_time={seconds}"]

    def prepare():
        if core is not None:
            os.sched_setaffinity(0, {core})

    done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=prepare)
    results = []
    for result in json.loads(done.stdout)["benchmarks"]:
        if result.get("error_occurred"):
            raise RuntimeError(f"{result['name']}: {result['error_message']}")
        if result["aggregate_name"] == "median":
            results.append({"name": result["run_name"], "ns": result["cpu_time"] * NS_PER[result["time_unit"]],
                            "bytes_per_second": result.get("bytes_per_second")})
    return results
