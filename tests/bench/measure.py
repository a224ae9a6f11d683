"""Runs programs and measures them: wall clock, CPU, the memory of all their processes together."""
import ctypes
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import threading
import time

RUNS = 5
SHORT = 10.0  # seconds: anything faster is run RUNS times, and the median counts


def adopt_orphans():
    """Makes processes that outlive their parent children of this one, so that they are seen."""
    pr_set_child_subreaper = 36
    ctypes.CDLL(None).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def children_of(pid):
    try:
        tasks = list(pathlib.Path(f"/proc/{pid}/task").iterdir())
        kids = [int(kid) for task in tasks for kid in (task / "children").read_text().split()]
    except OSError:
        return []
    return kids + [grandkid for kid in kids for grandkid in children_of(kid)]


def memory_of(pid):
    """Resident bytes of a process, shared pages counted by their share."""
    try:
        for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0


def size_of(path):
    """Bytes that the files of a directory take on the disk."""
    os.sync()
    files = (one for one in pathlib.Path(path).rglob("*") if one.is_file())
    return sum(one.lstat().st_blocks * 512 for one in files)


class Run:
    """One command that was run to its end.

    wall, cpu in seconds (cpu: of all processes), peak in bytes, status, output (bytes; None unless
    asked for). A command that fails ends the benchmark: a failed run has no figures.
    """

    def __init__(self, command, stdin=None, keep_output=False, environment=None, accept=(0,)):
        command = [str(word) for word in command]
        os.sync()  # what others left to be written is not this command's work
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        process = subprocess.Popen(command, stdin=stdin or subprocess.DEVNULL,
                                   stdout=subprocess.PIPE if keep_output else subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, env=environment)
        self.peak = 0
        watcher = threading.Thread(target=self.watch, args=(process.pid,))
        self.ended = threading.Event()
        watcher.start()
        self.output, errors = process.communicate()
        self.wall = time.monotonic() - started
        self.ended.set()
        watcher.join()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.status = process.returncode
        if self.status not in accept:
            sys.exit(f"{' '.join(command)}\nended with {self.status}: {errors.decode()[-500:]}")
        self.survivors = children_of(os.getpid())

    def watch(self, pid):
        """Looks ever so often that looking costs at most a twentieth of one processor."""
        pause = 0.02
        while not self.ended.wait(pause):
            started = time.monotonic()
            self.peak = max(self.peak, sum(memory_of(one) for one in [pid] + children_of(pid)))
            pause = max(0.05, 20 * (time.monotonic() - started))


class Median:
    """What several runs of the same work took: medians of wall and cpu, the largest peak."""

    def __init__(self, runs):
        self.runs = len(runs)
        self.wall = statistics.median(run.wall for run in runs)
        self.cpu = statistics.median(run.cpu for run in runs)
        self.peak = max(run.peak for run in runs)


def repeat(work):
    """Median of WORK(), which gives a Run: of one run, or of RUNS where it takes less than SHORT."""
    runs = [work()]
    while len(runs) < RUNS and runs[0].wall < SHORT:
        runs.append(work())
    return Median(runs)


def until_last_byte(command):
    """Seconds from starting a process to the last byte that it writes."""
    command = [str(word) for word in command]
    reader, writer = os.pipe()
    actions = [(os.POSIX_SPAWN_DUP2, writer, 1),
               (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    started = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
    os.close(writer)
    while os.read(reader, 1 << 16):
        pass
    took = time.perf_counter() - started
    os.close(reader)
    os.waitpid(pid, 0)
    return took


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


def percentiles(runs):
    """p50, p95 and p99 of each run (a list of times), and of those the median over the runs."""
    return {name: statistics.median(percentile(run, part) for run in runs)
            for name, part in (("p50", 0.50), ("p95", 0.95), ("p99", 0.99))}
