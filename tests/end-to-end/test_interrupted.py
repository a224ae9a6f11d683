"""A run that is killed, stopped or refused: the index is whole, and the next run completes it."""
import os
import random
import resource
import shutil
import signal
import subprocess
import time

import foi

MOMENTS = 20
LETTERS = 60 if foi.SANITIZED else 400


def letter(number):
    sections = ("31(1)(a)", "40(2)", "43(2)", "12(1)")
    return (f"Home Office\n\nDate: {1 + number % 28} June {2015 + number % 9}\nRef: FOI {number}\n\n"
            f"We refuse to disclose file {number} of the harbour survey under section "
            f"{sections[number % len(sections)]} of the Freedom of Information Act 2000.\n" +
            f"The survey of quay {number} is described at length here. " * 20)


class Interrupted(foi.Scratch):
    def setUp(self):
        super().setUp()
        for number in range(LETTERS):
            self.write(f"{number % 10}/letter-{number}.txt", letter(number))

    def answers(self):
        """What the index says to several questions, without what may differ between runs."""
        said = []
        for query in ("survey", "exemption:31", "quay harbour", "date:2018..2020", '"harbour survey"'):
            answer = self.query("--limit=50", query)
            said.append((answer["total"], answer["facets"],
                         [(hit["id"], hit["location"], round(hit["score"], 6))
                          for hit in answer["hits"]]))
        return said

    def start(self):
        return subprocess.Popen([foi.BIN / "foi-index", "-i", self.index, self.documents],
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def test_kill_at_twenty_moments(self):
        started = time.monotonic()
        self.update()
        whole_run = time.monotonic() - started
        undisturbed = self.answers()
        shutil.rmtree(self.index)

        chance = random.Random(7)
        moments = [whole_run * (k + chance.random()) / MOMENTS for k in range(MOMENTS)]
        for moment in moments:
            process = self.start()
            time.sleep(moment)
            process.send_signal(signal.SIGKILL)
            process.wait()
            if (self.index / "XAPIANDB").exists():
                foi.run("foi-index", "-i", self.index, "--check", "--quiet")
                self.query("survey")
            if chance.random() < 0.5:
                # Half of the time the next run finds nothing, the other half what was left.
                shutil.rmtree(self.index, ignore_errors=True)
        self.update()
        foi.run("foi-index", "-i", self.index, "--check", "--quiet")
        self.assertEqual(self.answers(), undisturbed)
        self.assert_no_debris()

    def test_kill_during_an_update_keeps_the_last_commit(self):
        self.update()
        before = self.answers()
        for number in range(LETTERS, LETTERS * 2):
            self.write(f"new/letter-{number}.txt", letter(number))
        process = self.start()
        time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        self.assertIn(self.query("survey")["total"], range(LETTERS, LETTERS * 2 + 1))
        if self.query("survey")["total"] == LETTERS:
            self.assertEqual(self.answers(), before)
        self.update()
        self.assertEqual(self.query("survey")["total"], LETTERS * 2)

    def assert_no_debris(self):
        """Nothing lies in the index but what a commit names (this one's and the last one's)."""
        segments = os.listdir(self.index / "segments")
        named = (self.index / "XAPIANDB").read_text()
        live = [name for name in segments if f"segments/{name}/" in named]
        self.assertLessEqual(len(segments) - len(live), 8, segments)

    def test_ctrl_c_keeps_what_was_read(self):
        process = self.start()
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        self.assertIn(process.wait(foi.PATIENCE), (0, 3))
        foi.run("foi-index", "-i", self.index, "--check", "--quiet")
        self.update()
        self.assertEqual(self.query("survey")["total"], LETTERS)

    def test_a_stop_does_not_wait_for_a_file_that_takes_long(self):
        worker = self.directory / "worker"
        worker.write_text("#!/bin/sh\nexec sleep 300\n")
        worker.chmod(0o755)
        for request in (signal.SIGINT, signal.SIGTERM):
            process = subprocess.Popen([foi.BIN / "foi-index", "-i", self.index, self.documents],
                                       env=os.environ | {"FOI_WORKER": str(worker)},
                                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            time.sleep(1)
            process.send_signal(request)
            asked = time.monotonic()
            self.assertIn(b"stopped", process.communicate(timeout=foi.PATIENCE)[1])
            self.assertEqual(process.returncode, 3)
            self.assertLess(time.monotonic() - asked, 3)

    def test_no_worker_outlives_the_run(self):
        process = self.start()
        workers = []
        while not workers and process.poll() is None:
            workers = self.workers_of(process.pid)
        self.assertNotEqual(workers, [], "the run ended before a worker was seen")
        process.send_signal(signal.SIGKILL)
        process.wait()
        deadline = time.monotonic() + 20
        while any(map(self.is_worker, workers)) and time.monotonic() < deadline:
            time.sleep(0.02)
        self.assertFalse(any(map(self.is_worker, workers)))

    @staticmethod
    def stat_of(pid):
        """Name, state and parent of a process; empty where there is none."""
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as stat:
                name, rest = stat.read().rsplit(")", 1)
        except OSError:
            return "", "", ""
        return name, *rest.split()[:2]

    def is_worker(self, pid):
        name, state, _ = self.stat_of(pid)
        return "foi-worker" in name and state != "Z"

    def workers_of(self, parent):
        return [pid for pid in filter(str.isdigit, os.listdir("/proc"))
                if self.is_worker(pid) and self.stat_of(pid)[2] == str(parent)]


class TwoPrograms(foi.Scratch):
    def test_a_second_writer_is_refused_with_a_clear_message(self):
        for number in range(LETTERS * 3):
            self.write(f"letter-{number}.txt", letter(number))
        first = subprocess.Popen([foi.BIN / "foi-index", "-i", self.index, self.documents],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (self.index / "lock").exists() and first.poll() is None:
            time.sleep(0.001)
        time.sleep(0.01)
        second = foi.run("foi-index", "-i", self.index, self.documents, status=None)
        still_running = first.poll() is None
        self.assertEqual(first.wait(foi.PATIENCE), 0)
        if still_running:
            self.assertEqual(second.returncode, 3)
            self.assertIn(b"writing", second.stderr)
        waited = self.update("--wait=60", self.documents)
        self.assertIn(b"nothing written", waited.stdout)

    def test_a_reader_sees_whole_commits_while_a_writer_commits(self):
        self.write("letter-0.txt", letter(0))
        self.update()
        writer = None
        seen = set()
        number = 1
        for _ in range(60):
            if writer is None or writer.poll() is not None:
                # Ten letters at once: a reader must see all of them or none.
                for _ in range(10):
                    self.write(f"letter-{number}.txt", letter(number))
                    number += 1
                writer = subprocess.Popen([foi.BIN / "foi-index", "-q", "-i", self.index,
                                           self.documents])
            answer = self.query("--limit=1", "survey")
            self.assertEqual(answer["total"] % 10, 1, "part of a commit was seen")
            year = answer["facets"]["year"]
            self.assertEqual(sum(value["count"] for value in year["values"]) + year["missing"],
                             answer["total"])
            seen.add(answer["total"])
        self.assertEqual(writer.wait(foi.PATIENCE), 0)
        self.assertGreater(len(seen), 1, "the writer never got anything done")


class NoRoom(foi.Scratch):
    def test_a_full_disk_leaves_the_last_index(self):
        """A limit on the size of files stands in for a disk that is full."""
        self.write("first.txt", letter(1))
        self.update()
        before = self.query("survey")["hits"]
        for number in range(LETTERS):
            self.write(f"letter-{number}.txt", letter(number))

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

        failed = foi.run("foi-index", "-i", self.index, self.documents, status=None,
                         preexec_fn=limit)
        self.assertEqual(failed.returncode, 3, failed.stderr)
        self.assertIn(str(self.index).encode(), failed.stderr, "the message names the place")
        self.assertEqual(self.query("survey")["hits"], before)
        self.update()
        self.assertEqual(self.query("--limit=1", "survey")["total"], LETTERS + 0)

    def test_a_directory_that_is_no_index_is_left_alone(self):
        self.index.mkdir()
        (self.index / "diary.txt").write_text("mine")
        self.write("letter.txt", letter(1))
        failed = self.update(status=2)
        self.assertIn(b"is no index", failed.stderr)
        self.assertEqual(os.listdir(self.index), ["diary.txt"])
