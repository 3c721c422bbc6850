# SPDX-FileCopyrightText: The Sockscope developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""clangtidy.py with a stand-in for clang-tidy that dislikes one word: what is clean is asked about once, whatever changes
is asked about again, and a finding is never forgotten."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).with_name("clangtidy.py")
TOOL = """#!/bin/sh
[ "$1" = --version ] && exec echo 1
for source; do :; done
if grep -q BAD "$source" "$(dirname "$source")/a.h"; then echo "found in $source"; exit 1; fi
"""
NINJA = """rule cxx
  command = c++ -MD -MF $out.d -c $in -o $out
  deps = gcc
  depfile = $out.d
build a.o: cxx {root}/{source}
"""


class Checkout:
    def __init__(self, folder, cache, source="app/a.cpp"):
        self.root = pathlib.Path(folder)
        self._environment = {**os.environ, "XDG_CACHE_HOME": cache, "SOCKSCOPE_ROOT": folder,
                             "CLANG_TIDY": str(self.root / "tool")}
        (self.root / "app").mkdir()
        (self.root / "build").mkdir()
        self.write("app/a.cpp", '#include "a.h"\n')
        self.write("app/a.h", "\n")
        self.write(".clang-tidy", "Checks: all\n")
        self.write("tool", TOOL)
        (self.root / "tool").chmod(0o755)
        self.write("build/build.ninja", NINJA.format(root=folder, source=source))
        self.write("build/compile_commands.json", '[{"directory": "%s/build", "file": "%s/%s", '
                   '"command": "c++ -c %s/%s -o a.o"}]' % (folder, folder, source, folder, source))

    def write(self, name, text):
        (self.root / name).write_text(text, encoding="utf-8")

    def check(self):
        """(exit status, sources that were looked at)."""
        subprocess.run(["ninja", "-C", self.root / "build"], check=True, capture_output=True)
        done = subprocess.run([sys.executable, "-B", SCRIPT, self.root / "build", "app"], env=self._environment,
                              capture_output=True, text=True)
        return done.returncode, int(done.stdout.split()[1])


class Notices(unittest.TestCase):
    def setUp(self):
        self._cache = tempfile.TemporaryDirectory()
        self.addCleanup(self._cache.cleanup)

    def checkout(self, *source):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        return Checkout(folder.name, self._cache.name, *source)

    def test_clean_sources_are_asked_about_once(self):
        self.assertEqual(self.checkout().check(), (0, 1))
        self.assertEqual(self.checkout().check(), (0, 0))

    def test_whatever_changes_is_asked_about_again(self):
        for name, text in (("app/a.cpp", '#include "a.h"\n\n'), ("app/a.h", "// new\n"), (".clang-tidy", "Checks: few\n"),
                           ("app/.clang-tidy", "Checks: one\n")):
            with self.subTest(name):
                checkout = self.checkout()
                checkout.check()
                checkout.write(name, text)
                self.assertEqual(checkout.check(), (0, 1))

    def test_sources_compiled_as_one(self):
        checkout = self.checkout("build/one.cxx")
        checkout.write("app/b.cpp", "\n")
        checkout.write("build/one.cxx", "".join(f'#include "{checkout.root}/app/{name}.cpp"\n' for name in "ab"))
        checkout.write("app/.clang-tidy", "Checks: one\n")
        checkout.write("build/a.h", "\n")
        self.assertEqual(checkout.check(), (0, 2))
        self.assertEqual(checkout.check(), (0, 0))
        checkout.write("app/b.cpp", "// new\n")
        self.assertEqual(checkout.check(), (0, 2))

    def test_findings_stay(self):
        checkout = self.checkout()
        checkout.check()
        checkout.write("app/a.h", "// BAD\n")
        self.assertEqual(checkout.check(), (1, 1))
        self.assertEqual(checkout.check(), (1, 1))
        checkout.write("app/a.h", "// good\n")
        self.assertEqual(checkout.check(), (0, 1))


if __name__ == "__main__":
    unittest.main()
