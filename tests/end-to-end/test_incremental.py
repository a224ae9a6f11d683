"""Running again: what has not changed costs nothing, what has is replaced, what is gone is dropped."""
import os
import shutil
import subprocess
import time

import foi

LETTER = """Department for Work and Pensions

Date: 24 May 2019

Dear Ms Example,

We refuse your request about {subject} under section 31(1)(a) of the Freedom of Information Act 2000.

Yours sincerely
"""


def tree(directory):
    """Every file below DIRECTORY with what shows that it was touched."""
    facts = {}
    for folder, _, names in os.walk(directory):
        for name in names:
            path = os.path.join(folder, name)
            stat = os.stat(path)
            facts[path] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return facts


class Incremental(foi.Scratch):
    def setUp(self):
        super().setUp()
        for subject in ("lighthouses", "canals", "bridges"):
            self.write(f"{subject}.txt", LETTER.format(subject=subject))
        self.update()

    def test_nothing_changed_writes_nothing_and_says_so(self):
        before = tree(self.index)
        said = self.update().stdout.decode()
        self.assertIn("nothing written", said)
        self.assertEqual(tree(self.index), before)

    def test_a_changed_file_is_replaced(self):
        self.write("canals.txt", LETTER.format(subject="aqueducts and locks"))
        self.assertIn("1 changed", self.update().stdout.decode())
        self.assertEqual(self.names("aqueducts"), ["canals.txt"])
        self.assertEqual(self.names("canals"), [])
        self.assertEqual(self.query("exemption:31")["total"], 3)

    def test_a_touched_file_with_the_same_bytes_stays_one_document(self):
        os.utime(self.documents / "canals.txt", ns=(time.time_ns(), time.time_ns()))
        self.update()
        self.assertEqual(self.names("canals"), ["canals.txt"])
        self.assertEqual(self.query("exemption:31")["total"], 3)

    def test_a_removed_file_is_dropped(self):
        (self.documents / "bridges.txt").unlink()
        self.assertIn("1 removed", self.update().stdout.decode())
        self.assertEqual(self.names("bridges"), [])
        facets = self.query("exemption:31")["facets"]
        self.assertEqual(facets["exemption"]["values"][0]["count"], 2)

    def test_all_removed_leaves_an_empty_index_that_can_be_asked(self):
        for name in os.listdir(self.documents):
            (self.documents / name).unlink()
        self.update()
        self.assertEqual(self.query("bridges", status=1)["total"], 0)
        self.write("bridges.txt", LETTER.format(subject="bridges"))
        self.update()
        self.assertEqual(self.names("bridges"), ["bridges.txt"])

    def test_what_lies_outside_the_roots_stays(self):
        other = self.directory / "other"
        other.mkdir()
        (other / "harbours.txt").write_text(LETTER.format(subject="harbours"))
        self.update(other)
        self.assertEqual(self.names("exemption:31"),
                         ["bridges.txt", "canals.txt", "harbours.txt", "lighthouses.txt"])
        shutil.rmtree(other)
        self.update()
        self.assertEqual(self.names("harbours"), ["harbours.txt"], "not asked about that root")
        self.update(other)
        self.assertEqual(self.names("harbours"), [])

    def test_the_same_bytes_in_two_places_are_one_document(self):
        shutil.copy(self.documents / "canals.txt", self.documents / "copy-of-canals.txt")
        self.update()
        answer = self.query("canals")
        self.assertEqual(answer["total"], 1)
        first = answer["hits"][0]["id"]
        (self.documents / "canals.txt").unlink()
        self.update()
        answer = self.query("canals")
        self.assertEqual(answer["total"], 1, "the other place still holds it")
        self.assertEqual(answer["hits"][0]["id"], first)
        self.assertEqual(self.names("canals"), ["copy-of-canals.txt"])

    def test_a_file_that_comes_back_is_found_again(self):
        content = (self.documents / "canals.txt").read_bytes()
        (self.documents / "canals.txt").unlink()
        self.update()
        self.assertEqual(self.names("canals"), [])
        self.write("canals.txt", content)
        self.update()
        self.assertEqual(self.names("canals"), ["canals.txt"])

    def test_many_small_runs_end_as_one_big_run(self):
        for number in range(30):
            self.write(f"extra-{number}.txt", LETTER.format(subject=f"extra{number} turbines"))
            self.update()
        other = self.directory / "other-index"
        foi.run("foi-index", "-i", other, self.documents)
        mine = self.query("--limit=100", "turbines")
        self.index = other
        once = self.query("--limit=100", "turbines")
        self.assertEqual([hit["id"] for hit in mine["hits"]], [hit["id"] for hit in once["hits"]])
        self.assertEqual(mine["facets"], once["facets"])

    def segments(self):
        """The databases that the index names, and how many of their documents are removed."""
        stub = (self.index / "XAPIANDB").read_text().splitlines()
        named = [line.split() for line in stub if line.startswith("#foi segment ")]
        return ([self.index / line.split()[1] for line in stub if line.startswith("auto ")],
                sum(int(words[4]) for words in named))

    def test_compact_leaves_one_segment_nothing_removed_and_the_same_answers(self):
        for number in range(6):
            self.write(f"extra-{number}.txt", LETTER.format(subject=f"extra{number} turbines"))
            self.update()
        (self.documents / "bridges.txt").unlink()
        self.update()
        before = self.query("--limit=100", "turbines")
        databases, removed = self.segments()
        self.assertGreater(len(databases), 1)
        self.assertGreater(removed, 0)
        foi.run("foi-index", "-i", self.index, "--compact")
        databases, removed = self.segments()
        self.assertEqual((len(databases), removed), (1, 0))
        after = self.query("--limit=100", "turbines")
        self.assertEqual([hit["id"] for hit in before["hits"]], [hit["id"] for hit in after["hits"]])
        self.assertEqual(before["facets"], after["facets"])
        foi.run("foi-index", "-i", self.index, "--check")
        commit = (self.index / "XAPIANDB").stat().st_ino
        foi.run("foi-index", "-i", self.index, "--compact")
        self.assertEqual((self.index / "XAPIANDB").stat().st_ino, commit, "there was no more to do")
        self.write("later.txt", LETTER.format(subject="later turbines"))
        self.update("--compact", self.documents)
        self.assertEqual(len(self.segments()[0]), 1)
        self.assertIn("later.txt", self.names("later"))

    def test_a_compacted_index_can_be_searched_as_a_remote_shard(self):
        server = shutil.which("xapian-progsrv")
        if server is None:
            self.skipTest("xapian-progsrv is not installed (package xapian-tools)")
        self.update("--compact", self.documents)
        stub = self.directory / "remote"
        stub.write_text(f"remote :{server} {self.segments()[0][0]}\n")
        found = subprocess.run(["xapian-delve", "-t", "Zcanal", stub], check=True,
                               capture_output=True, text=True).stdout
        self.assertTrue(found.split(":")[-1].split(), found)

    def test_roots_that_are_gone_cost_one_pass_and_only_unknown_ones_are_failures(self):
        for number in range(20000):
            self.write(f"{number // 1000}/{number}.txt", "")
        self.update(status=1)
        gone = [self.documents / f"{number // 1000}/{number}.txt" for number in range(2000)]
        for path in gone:
            path.unlink()
        begun = time.monotonic()
        said = self.update(*gone, self.documents / "never.txt", status=1).stdout.decode()
        self.assertLess(time.monotonic() - begun, 60 if foi.SANITIZED else 5)
        self.assertIn("1 new, 0 changed, 2000 removed", said)
        failures = foi.run("foi-index", "-i", self.index, "--failures", status=1).stdout
        self.assertEqual(failures.count(b"\n"), 18001)

    def test_retry_forgets_a_failure_that_is_gone(self):
        self.update(self.documents / "never.txt", status=1)
        self.assertIn("1 removed", self.update("--retry").stdout.decode())
        foi.run("foi-index", "-i", self.index, "--failures", status=0)
