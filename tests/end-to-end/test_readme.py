"""Every command of README.md runs, in the order in which a reader meets them."""
import os
import re
import subprocess
import unittest

import foi

# These two build everything from nothing and run these very tests: CI runs them as they stand.
SET_UP = ("sh corpus/try.sh", "sh tests/run.sh")

# A reader runs these now and then; most take many minutes, and all want the source tree.
LONG = ("sh tests/coverage.sh", "sh tests/fuzz.sh", "python3 tests/bench/run.py",
        "python3 tests/bench/linear.py", "python3 tests/bench/ranking.py",
        "python3 tests/score.py",
        "sh tests/run.sh --sanitize", "sh tests/style.sh")


def commands():
    text = (foi.SOURCE / "README.md").read_text()
    for block in re.findall(r"```sh\n(.*?)```", text, flags=re.S):
        for line in re.sub(r"\\\n\s*", "", block).splitlines():
            line = re.sub(r"\s+#.*$", "", line).strip()
            if line and not line.startswith("#"):
                yield line


class Readme(foi.Scratch):
    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)
        home = self.directory / "home"
        (home / "foi").parent.mkdir()
        os.rename(self.documents, home / "foi")
        self.environment = dict(os.environ, HOME=str(home), XDG_DATA_HOME=str(home / "data"),
                                XDG_STATE_HOME=str(home / "state"),
                                PATH=f"{foi.BIN}:{os.environ['PATH']}")
        self.environment.pop("FOI_INDEX", None)
        self.home = home

    def test_every_command_runs(self):
        ran = 0
        for command in commands():
            if command.startswith(SET_UP + LONG):
                script = command.split()[1]
                self.assertTrue((foi.SOURCE / script).exists(), command)
                continue
            if command.startswith(("cmake", "sudo ", "gcc")):
                continue  # test_library.py builds, installs and links
            done = subprocess.run(["sh", "-c", command], cwd=self.home, env=self.environment,
                                  capture_output=True, timeout=foi.PATIENCE, check=False)
            self.assertIn(done.returncode, (0, 1) if command.startswith("foi-index") else (0,),
                          f"{command}\n{done.stderr.decode(errors='replace')}")
            ran += 1
        self.assertGreater(ran, 15, "README.md shows too few commands")

    def test_the_two_set_up_commands_come_first(self):
        self.assertEqual(list(commands())[:2], list(SET_UP))

    def test_what_it_names_is_there(self):
        text = (foi.SOURCE / "README.md").read_text()
        for path in re.findall(r"`((?:corpus|indexer|query|include|tests|xapian-c)/[\w./-]+)`", text):
            if "NAME" not in path:
                self.assertTrue((foi.SOURCE / path).exists(), path)


if __name__ == "__main__":
    unittest.main()
