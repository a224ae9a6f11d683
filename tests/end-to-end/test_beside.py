"""Segments written by processes beside: killed, cut short or left out, the index stays whole."""
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import time

import foi

# Processes beside are started after a thousand documents.
LETTERS = 1500 if foi.SANITIZED else 3000
MOMENTS = 6 if foi.SANITIZED else 20


def letter(number):
    sections = ("31(1)(a)", "40(2)", "43(2)", "12(1)")
    return (f"Home Office\n\nDate: {1 + number % 28} June {2015 + number % 9}\nRef: FOI {number}\n\n"
            f"We refuse to disclose file {number} of the harbour survey under section "
            f"{sections[number % len(sections)]} of the Freedom of Information Act 2000.\n" +
            f"The survey of quay {number % 37} is described at length here. " * (1 + number % 5))


def command_of(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().split(b"\0")
    except OSError:
        return []


def state_of(pid):
    """State and parent of a process; empty where there is none."""
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rsplit(")", 1)[1].split()[:2]
    except OSError:
        return "", ""


def children_of(parent, role=None):
    """The worker processes of a run; with a role, those that have it."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        state, its_parent = state_of(pid)
        command = command_of(pid)
        if (its_parent == str(parent) and state != "Z" and command[0].endswith(b"foi-worker") and
                (role is None or role in command)):
            found.append(int(pid))
    return found


class Beside(foi.Scratch):
    def setUp(self):
        super().setUp()
        for number in range(LETTERS):
            self.write(f"{number % 10}/letter-{number}.txt", letter(number))

    def start(self, *arguments, **options):
        return subprocess.Popen([foi.BIN / "foi-index", "-i", self.index, *arguments,
                                 self.documents], stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, **options)

    def answers(self):
        """What the index says to several questions, without what may differ between runs."""
        said = []
        for query in ("survey", "exemption:31", "quay harbour", "date:2018..2020", '"quay 17"',
                      "disclose FOI"):
            answer = self.query("--limit=100", query)
            said.append((answer["total"], answer["facets"],
                         [(hit["id"], hit["location"], round(hit["score"], 6))
                          for hit in answer["hits"]]))
        return said

    def check(self):
        foi.run("foi-index", "-i", self.index, "--check", "--quiet")

    def segments(self):
        """Those on the disk, and those that the commit names."""
        named = re.findall(r"^#foi segment (\d+) ", (self.index / "XAPIANDB").read_text(), re.M)
        return sorted(os.listdir(self.index / "segments")), sorted(named)

    def assert_gone(self, pids):
        deadline = time.monotonic() + 1
        while any(state_of(pid)[0] not in ("", "Z") for pid in pids):
            self.assertLess(time.monotonic(), deadline, "a process outlives the run by a second")
            time.sleep(0.005)

    def wait_for_writers(self, process):
        pids = []
        while not pids and process.poll() is None:
            pids = children_of(process.pid, b"--write-segment")
        return pids

    def test_any_number_of_processes_makes_the_same_index(self):
        self.update("--jobs=1", self.documents)
        alone = self.answers()
        self.assertEqual(len(self.segments()[0]), 1)
        for jobs in (2, 4):
            shutil.rmtree(self.index)
            self.update(f"--jobs={jobs}", self.documents)
            self.check()
            self.assertEqual(self.answers(), alone)
            self.assertEqual(len(self.segments()[0]), 1 + jobs if jobs > 1 else 1)
            self.update(f"--jobs={jobs}", "--compact", self.documents)
            self.assertEqual(len(self.segments()[1]), 1)
            self.check()
            self.assertEqual(self.answers(), alone)

    def test_kill_at_many_moments(self):
        started = time.monotonic()
        self.update("--jobs=3", self.documents)
        whole_run = time.monotonic() - started
        undisturbed = self.answers()
        shutil.rmtree(self.index)
        chance = random.Random(11)
        seen = 0
        for k in range(MOMENTS):
            process = self.start("--jobs=3")
            time.sleep(whole_run * (k + chance.random()) / MOMENTS)
            pids = children_of(process.pid)
            seen += len(children_of(process.pid, b"--write-segment"))
            process.send_signal(signal.SIGKILL)
            process.communicate()
            self.assert_gone(pids)
            if (self.index / "XAPIANDB").exists():
                self.check()
                self.query("survey")
            if k % 4 == 3:
                self.update("--jobs=3", self.documents)
                self.check()
                self.assertEqual(self.answers(), undisturbed)
            if k % 2 == 1:
                # Half of the time the next run finds nothing, the other half what was left.
                shutil.rmtree(self.index, ignore_errors=True)
        self.assertGreater(seen, 0, "no run was killed while processes wrote beside")
        self.update("--jobs=3", self.documents)
        self.check()
        self.assertEqual(self.answers(), undisturbed)
        on_disk, named = self.segments()
        self.assertEqual(on_disk, named)

    def assert_failure_is_told(self, process, words):
        message = process.communicate(timeout=foi.PATIENCE)[1].decode()
        self.assertEqual(process.returncode, 3, message)
        for word in words:
            self.assertIn(word, message)
        self.assert_gone(children_of(process.pid))
        on_disk, named = self.segments()
        self.assertEqual(on_disk, named, "what was begun is left")
        self.check()

    def fail_after_a_commit(self, disturb, words):
        """A run over all letters goes wrong by DISTURB; the commit before stays; the next is whole."""
        self.update("--jobs=3", self.documents / "0")
        before = self.answers()
        process = self.start("--jobs=3")
        pids = self.wait_for_writers(process)
        self.assertNotEqual(pids, [], "the run ended before a process wrote beside")
        disturb(pids[0])
        self.assert_failure_is_told(process, words)
        self.assertEqual(self.answers(), before)
        self.update("--jobs=3", self.documents)
        self.check()
        self.assertEqual(self.query("--limit=1", "survey")["total"], LETTERS)

    def test_a_killed_writer_beside_fails_the_run_with_a_message(self):
        self.fail_after_a_commit(lambda pid: os.kill(pid, signal.SIGKILL),
                                 (str(self.index / "segments"), "SIGKILL"))

    def test_a_writer_beside_that_is_killed_at_its_end_does_too(self):
        def kill_at_the_end(pid):
            """The run waits for this one only: all others have written theirs."""
            os.kill(pid, signal.SIGSTOP)
            deadline = time.monotonic() + foi.PATIENCE
            while len(list((self.index / "segments").glob("*/columns"))) < 3:
                self.assertLess(time.monotonic(), deadline)
                time.sleep(0.01)
            os.kill(pid, signal.SIGKILL)
        self.fail_after_a_commit(kill_at_the_end, (str(self.index / "segments"), "SIGKILL"))

    def test_a_full_disk_in_a_writer_beside_is_told_with_the_file(self):
        self.fail_after_a_commit(
            lambda pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, 4096)),
            (str(self.index / "segments"), "File too large"))

    def test_one_job_is_one_process_at_work_at_a_time(self):
        process = self.start("--jobs=1")
        most = 0
        while process.poll() is None:
            workers = children_of(process.pid)
            self.assertEqual(children_of(process.pid, b"--write-segment"), [])
            most = max(most, len(workers))
        self.assertEqual(process.returncode, 0, process.stderr.read())
        process.stderr.close()
        # The one that reads, and the one that it was forked from, which waits.
        self.assertLessEqual(most, 2)
        shutil.rmtree(self.index)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        self.update("--jobs=1", self.documents)
        passed = time.monotonic() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        # The clock of processors ticks; a walk may look ahead for moments.
        self.assertLess(used, passed * 1.1, "two processes have worked at once")
        self.check()
        self.assertEqual(self.query("--limit=1", "survey")["total"], LETTERS)
