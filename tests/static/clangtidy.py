#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""clang-tidy over the sources of a build, but for those that were clean before and have not changed since: neither they
nor anything they include, their compiler's options, the list of checks, or clang-tidy. What was clean is remembered
between builds and checkouts, like ccache's objects.

Usage: clangtidy.py BUILD_DIR FOLDER..."""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = os.environ.get("CLANG_TIDY", "clang-tidy-14")
FORGET_SECONDS = 60 * 24 * 3600


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache"
    return pathlib.Path(base, "sockscope", "clang-tidy")


@functools.lru_cache(maxsize=None)
def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def dependencies(build):
    """{object file: [what it is made of]}, as ninja learned it from the compiler."""
    told = subprocess.run(["ninja", "-C", build, "-t", "deps"], check=True, capture_output=True, text=True).stdout
    found = {}
    for line in told.splitlines():
        if line.startswith("    "):
            found[target].append((build / line.strip()).resolve())
        elif ": #deps" in line:
            target = line.partition(": #deps")[0]
            found[target] = []
    return found


def together(source):
    """What @p source consists of: itself, or those that a merged build (SOCKSCOPE_MERGE) compiles as one."""
    if source.suffix != ".cxx":
        return [source]
    lines = source.read_text(encoding="utf-8").splitlines()
    return [pathlib.Path(line.split('"')[1]) for line in lines if line.startswith("#include")]


def key(command, parts, root, checks):
    """Names one source in one state; the same wherever the checkout is."""
    state = hashlib.sha256(checks)
    state.update(command.replace(str(root), ".").encode())
    for part in sorted(parts):
        name = part.relative_to(root) if part.is_relative_to(root) else part
        state.update(f"{name} {digest(part)}\n".encode())
    return state.hexdigest()


def unchecked(build, folders, root):
    """[(source, list of checks, key)] of what has not been clean in this state, and how many sources there are."""
    checks = subprocess.run([TOOL, "--version"], check=True, capture_output=True).stdout
    for config in [root / ".clang-tidy", *(root / folder / ".clang-tidy" for folder in folders)]:
        checks += config.read_bytes() if config.exists() else b""
    made_of = dependencies(build)
    wanted, count = [], 0
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = pathlib.Path(entry["directory"], entry["file"]).resolve()
        members = together(source)
        if not any(members[0].is_relative_to(root / folder) for folder in folders):
            continue
        count += len(members)
        words = shlex.split(entry["command"])
        parts = made_of.get(words[words.index("-o") + 1])
        if not parts:
            sys.exit(f"clangtidy.py: {source} has not been built in {build}: build it first")
        name = key(entry["command"], parts, root, checks)
        clean = cache_folder() / name
        if clean.exists():
            clean.touch()  # still in use
        else:
            nearest = next(path for path in (above / ".clang-tidy" for above in members[0].parents) if path.exists())
            wanted.append((source, nearest, name))
    return wanted, count


def check(build, source, checks):
    """What clang-tidy has to say, None if that is nothing."""
    done = subprocess.run([TOOL, "-p", build, f"--config-file={checks}", "-quiet", source],
                          capture_output=True, text=True)
    return (done.stdout + done.stderr).strip() if done.returncode != 0 else None


def forget_old():
    for path in cache_folder().iterdir():
        if path.stat().st_mtime < time.time() - FORGET_SECONDS:
            path.unlink(missing_ok=True)


def main(build, *folders, root=ROOT):
    build = pathlib.Path(build).resolve()
    wanted, count = unchecked(build, folders, root)
    stale = sum(len(together(source)) for source, _, _ in wanted)
    print(f"clang-tidy: {stale} of {count} sources to check", flush=True)
    cache_folder().mkdir(parents=True, exist_ok=True)
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for (_, _, name), found in zip(wanted, pool.map(lambda each: check(build, *each[:2]), wanted)):
            if found is None:
                (cache_folder() / name).touch()
            else:
                failed += 1
                print(found, file=sys.stderr, flush=True)
    forget_old()
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:], root=pathlib.Path(os.environ.get("SOCKSCOPE_ROOT", ROOT)).resolve()))
