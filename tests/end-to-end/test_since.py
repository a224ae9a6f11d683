"""--since-last: what was added to the index since a named search was last run."""
import json
import os
import shutil
import stat

import foi

LETTER = """Home Office

Date: {day} June 2021

Dear Ms Example,

We refuse your request for the marigold papers about {subject} under section 40(2) of the Freedom of
Information Act 2000.
"""


class SinceLast(foi.Scratch):
    def setUp(self):
        super().setUp()
        self.state = self.directory / "state"
        self.environment = dict(os.environ, XDG_STATE_HOME=str(self.state), TZ="UTC")
        for number in range(3):
            self.add(f"letter-{number}.txt", f"lake {number}")
        self.update()

    def add(self, name, subject, day=3):
        self.write(name, LETTER.format(day=day, subject=subject))

    def ask(self, *arguments, status, name="weekly"):
        return foi.run("foi-query", "-i", self.index, f"--since-last={name}", *arguments,
                       status=status, env=self.environment)

    def new(self, *arguments, status=0, **options):
        """Base names of the new files, sorted; what was said beside them."""
        done = self.ask("--format=json", "--limit=100", *(arguments or ("marigold",)),
                        status=status, **options)
        answer = json.loads(done.stdout)
        names = sorted(os.path.basename(hit["location"]) for hit in answer["hits"])
        return names, done.stderr.decode(), answer

    def files(self):
        folder = self.state / "foi" / "searches"
        return sorted(folder.iterdir()) if folder.exists() else []

    def test_the_first_time_all_is_new_and_then_only_what_was_added(self):
        names, said, answer = self.new()
        self.assertEqual(names, ["letter-0.txt", "letter-1.txt", "letter-2.txt"])
        self.assertIn("first time", said)
        self.assertIsNone(answer["since"])
        names, said, answer = self.new(status=1)
        self.assertEqual((names, answer["total"], answer["since"]), ([], 0, 1))
        self.assertRegex(said, r"nothing new since \d{4}-\d\d-\d\d \d\d:\d\d")
        self.add("later.txt", "a pond")
        self.update()
        names, said, answer = self.new()
        self.assertEqual((names, said, answer["since"]), (["later.txt"], "", 1))
        self.assertEqual(answer["facets"]["type"]["values"][0]["count"], 1)
        self.assertEqual(self.new(status=1)[0], [])

    def test_a_person_is_told_since_when(self):
        self.ask("marigold", status=0)
        done = self.ask("marigold", status=1)
        self.assertRegex(done.stdout, rb"^nothing new since \d{4}-\d\d-\d\d \d\d:\d\d\n$")
        self.assertEqual(done.stderr, b"")
        self.add("later.txt", "a pond")
        self.update()
        done = self.ask("marigold", status=0)
        self.assertRegex(done.stdout, rb"^New since \d{4}-\d\d-\d\d \d\d:\d\d:\n1 document\n")

    def test_every_format_goes_on_where_the_last_answer_ended(self):
        self.new()
        for number, form in enumerate(("text", "json", "jsonl", "csv", "tsv", "markdown")):
            self.add(f"later-{number}.txt", f"a pond {number}")
            self.update()
            done = self.ask(f"--format={form}", "--sort=-date", "marigold", status=0)
            self.assertIn(f"later-{number}.txt".encode(), done.stdout, form)
            self.assertNotIn(b"letter-0.txt", done.stdout, form)
            self.assertNotEqual(self.ask(f"--format={form}", "marigold", status=1).returncode, 0)

    def test_what_is_written_anew_or_moved_is_not_new(self):
        self.new()
        corrections = self.directory / "corrections.tsv"
        corrections.write_text("path\toutcome\n" + os.fsdecode(
            os.path.relpath(self.documents / "letter-1.txt", self.directory)) + "\tdisclosed\n")
        self.update("--tags", corrections, self.documents)
        os.rename(self.documents / "letter-2.txt", self.documents / "moved.txt")
        os.utime(self.documents / "letter-0.txt")
        self.update()
        self.update("--compact")
        self.assertEqual(self.query("outcome:disclosed")["total"], 1, "the correction was taken")
        self.assertEqual(self.new(status=1)[0], [])
        self.add("later.txt", "a pond")
        self.update()
        self.assertEqual(self.new()[0], ["later.txt"])

    def test_filters_and_words_choose_among_what_is_new(self):
        self.new("marigold date:2021-06-04", status=1, name="other")
        self.new("+marigold river", name="third")
        self.add("fourth.txt", "a pond", day=4)
        self.add("fifth.txt", "a river", day=5)
        self.update()
        self.assertEqual(self.new("marigold date:2021-06-04", name="other")[0], ["fourth.txt"])
        self.assertEqual(self.new("+marigold river", name="third")[0], ["fifth.txt"])

    def test_later_pages_belong_to_the_last_answer(self):
        self.new()
        for number in range(5):
            self.add(f"later-{number}.txt", f"a pond {number}", day=10 + number)
        self.update()
        pages = []
        for offset in range(0, 6, 2):
            done = self.ask("--format=json", "--sort=date", "--limit=2", f"--offset={offset}",
                            "marigold", status=0)
            pages += [os.path.basename(hit["location"]) for hit in json.loads(done.stdout)["hits"]]
        self.assertEqual(pages, [f"later-{number}.txt" for number in range(5)])
        self.assertEqual(self.new(status=1)[0], [])

    def test_each_name_has_a_state_of_its_own_and_only_the_owner_reads_it(self):
        self.new(name="one")
        self.assertIn("first time", self.new(name="other.2_b-c")[1])
        self.assertEqual(len(self.files()), 2)
        for file in self.files():
            self.assertEqual(stat.S_IMODE(file.stat().st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(self.files()[0].parent.stat().st_mode), 0o700)

    def test_a_name_that_could_lead_elsewhere_is_refused(self):
        for name in ("", "../up", "a b", "caf\u00e9", "a@b", "x" * 101):
            done = self.ask("marigold", status=2, name=name)
            self.assertIn(b"letters, digits", done.stderr, name)
            self.assertEqual(done.stdout, b"", name)
        self.assertEqual(self.files(), [])

    def test_an_index_made_anew_is_new_as_a_whole(self):
        self.new()
        shutil.rmtree(self.index)
        self.update()
        names, said, answer = self.new()
        self.assertEqual(len(names), 3)
        self.assertIn("made anew", said)
        self.assertIsNone(answer["since"])
        self.assertEqual(len(self.files()), 1, "the state of the index that is gone goes, too")
        self.assertEqual(self.new(status=1)[0], [])

    def test_two_indexes_do_not_disturb_each_other(self):
        self.new()
        other = self.directory / "other-index"
        foi.run("foi-index", "-i", other, self.documents)
        done = foi.run("foi-query", "-i", other, "--since-last=weekly", "marigold", status=0,
                       env=self.environment)
        self.assertIn(b"first time", done.stderr)
        self.assertEqual(len(self.files()), 2)
        self.assertEqual(self.new(status=1)[0], [])

    def test_a_damaged_state_makes_all_new_and_is_mended(self):
        self.new()
        whole = self.files()[0].read_bytes()
        for damage in (b"", b"\0\1\2", whole[:30], whole.replace(b"commit=1", b"commit=-1"),
                       whole.replace(b"commit=1", b"commit=0"), b"x" * 100_000):
            self.files()[0].write_bytes(damage)
            names, said, _ = self.new()
            self.assertEqual(len(names), 3, damage[:40])
            self.assertTrue("damaged" in said or "weekly@" in said, said)
            self.assertEqual(self.new(status=1)[0], [], "the next run goes on from here")

    def test_a_state_from_the_future_of_the_index_makes_all_new(self):
        self.new()
        file = self.files()[0]
        file.write_bytes(file.read_bytes().replace(b"commit=1", b"commit=7"))
        names, said, _ = self.new()
        self.assertEqual(len(names), 3)
        self.assertIn("older", said)

    def test_the_same_search_can_run_several_times_at_once(self):
        command = [foi.BIN / "foi-query", "-i", self.index, "--since-last=weekly", "marigold"]
        self.new()
        for _ in range(10):
            running = [foi.subprocess.Popen(command, stdout=foi.subprocess.DEVNULL,
                                            stderr=foi.subprocess.PIPE, env=self.environment)
                       for _ in range(6)]
            for each in running:
                _, said = each.communicate(timeout=foi.PATIENCE)
                self.assertEqual(said, b"")
        self.assertEqual(len(self.files()), 1)

    def test_a_state_that_cannot_be_kept_costs_no_answer(self):
        self.state.write_text("a file where the directory should be")
        for _ in range(2):
            names, said, _ = self.new()
            self.assertEqual(len(names), 3)
            self.assertIn("cannot be remembered", said)
            self.assertIn(str(self.state), said)

    def test_a_directory_that_cannot_be_written_to_costs_no_answer_either(self):
        if os.geteuid() == 0:
            self.skipTest("nothing is forbidden to the superuser")
        self.state.mkdir(mode=0o500)
        names, said, _ = self.new()
        self.assertEqual(len(names), 3)
        self.assertIn("cannot be remembered", said)

    def test_a_name_stands_for_one_search(self):
        self.new("marigold papers")
        file = self.files()[0]
        before = file.read_bytes()
        for others in (("marigold",), ("marigold papers", "lake"),
                       ("--offset=1", "marigold"), ("papers marigold",),
                       ("marigold papers", "--like", self.documents / "letter-0.txt")):
            refused = self.ask(*others, status=2)
            self.assertEqual(refused.stdout, b"")
            for told in ("`weekly'", "`marigold papers'", "another name", str(file)):
                self.assertIn(told.encode(), refused.stderr)
            self.assertNotIn(b"first time", refused.stderr)
        self.assertEqual(file.read_bytes(), before)
        self.new(" marigold ", "\tpapers", "--sort=date", "--facet=type", status=1)
        file.unlink()
        self.assertIn("first time", self.new("marigold")[1])

    def test_a_name_stands_for_one_search_when_the_index_is_made_anew(self):
        self.new("marigold")
        shutil.rmtree(self.index)
        self.update()
        refused = self.ask("lake", status=2)
        self.assertIn(str(self.files()[0]).encode(), refused.stderr)

    def test_a_name_stands_for_one_letter_by_whatever_path(self):
        letter = self.documents / "letter-0.txt"
        self.new("--like", letter, "")
        self.new("--like", self.documents / ".." / "documents" / "letter-0.txt", "", status=1)
        refused = self.ask("--like", self.documents / "letter-1.txt", status=2)
        self.assertIn(f"like {letter}".encode(), refused.stderr)

    def test_a_state_without_its_query_is_taken_as_it_is(self):
        self.new("marigold")
        file = self.files()[0]
        file.write_bytes(b"".join(line for line in file.read_bytes().splitlines(True)
                                  if not line.startswith((b"query=", b"like="))))
        self.new("lake", status=1)
        self.assertIn(b"`lake'", self.ask("marigold", status=2).stderr)

    def test_a_failed_search_has_seen_nothing(self):
        self.assertNotIn(b"first time", self.ask('"unclosed', status=2).stderr)
        self.assertEqual(self.files(), [])
        self.assertEqual(len(self.new()[0]), 3)

    def test_an_answer_that_could_not_be_printed_is_new_next_time(self):
        with open("/dev/full", "wb") as full:
            command = [foi.BIN / "foi-query", "-i", self.index, "--since-last=weekly", "marigold"]
            done = foi.subprocess.run(command, stdout=full, stderr=foi.subprocess.PIPE,
                                      timeout=foi.PATIENCE, check=False, env=self.environment)
        self.assertEqual(done.returncode, 3)
        self.assertEqual(self.files(), [])
        self.assertEqual(len(self.new()[0]), 3)


class Copies(foi.Scratch):
    """What the usual way to print hits makes of copies."""

    def setUp(self):
        super().setUp()
        self.write("sent.txt", LETTER.format(day=3, subject="a lake"))
        self.write("again.md", LETTER.format(day=3, subject="a lake"))
        self.write("again.html", "<html><body><p>" + LETTER.format(
            day=3, subject="a lake").replace("\n\n", "</p><p>") + "</p></body></html>")
        self.write("other.txt", LETTER.format(day=4, subject="a pond"))
        self.update()

    def test_a_letter_in_other_bytes_is_one_hit_that_names_its_copies(self):
        answer = self.query("+lake")
        self.assertEqual((answer["total"], len(answer["hits"])), (2, 1))
        hit = answer["hits"][0]
        found = {os.path.basename(each["location"]) for each in hit["copies"] + hit["places"]}
        found.add(os.path.basename(hit["location"]))
        self.assertEqual(found, {"sent.txt", "again.md", "again.html"})
        for copy in hit["copies"]:
            self.assertEqual(copy["date"], "2021-06-03")
            shown = foi.run("foi-query", "-i", self.index, "--show", copy["id"]).stdout
            self.assertIn(b"marigold", shown)
        text = foi.run("foi-query", "-i", self.index, "+lake").stdout.decode()
        self.assertEqual(text.count("also at: "), 2)
        self.assertEqual(len(self.query("--collapse=none", "+lake")["hits"]), 2)

    def test_members_of_a_file_are_one_hit_that_says_how_many_more(self):
        mail = ("From: a@example.org\nTo: b@example.org\nSubject: Marigold {0}\n"
                "Date: Fri, 4 Jun 2021 10:00:00 +0000\nMessage-ID: <{0}@example.org>\n\n"
                "The marigold papers, part {0} of many.\n\n")
        self.write("box.mbox", "".join(f"From a@example.org Fri Jun  4 10:00:00 2021\n"
                                       f"{mail.format(number)}" for number in range(6)))
        self.update()
        answer = self.query("--collapse=container", "marigold papers part")
        boxes = [hit for hit in answer["hits"] if hit["location"].endswith("box.mbox")]
        self.assertEqual([hit["more"] for hit in boxes], [5])
        self.assertEqual(answer["total_groups"], len(answer["hits"]))
        text = foi.run("foi-query", "-i", self.index, "--collapse=container",
                       "marigold papers part").stdout.decode()
        self.assertIn("5 more in this file", text)

    def test_an_unknown_way_to_collapse_names_those_that_there_are(self):
        failed = foi.run("foi-query", "-i", self.index, "--collapse=thread", "marigold", status=2)
        for name in (b"copies", b"none", b"container", b"case"):
            self.assertIn(name, failed.stderr)
