"""Corrections by a person and publishers' labels: they win, say so, stay, and can be taken back."""
import json
import os
import random
import re
import shutil
import signal
import struct
import subprocess
import time

import foi

NOTICE = """Freedom of Information Act 2000 (FOIA)
Decision notice

Date: 3 June 2019
Public Authority: {authority}
Reference: {reference}

Decision (including any steps ordered)

1. The complainant has requested information about {subject}. The Council refused the request, citing
section 40(2) and section 43(2) of FOIA.

2. The Commissioner's decision is that the Council was entitled to rely on section 43(2) to withhold the
information. He finds that section 40(2) was correctly applied.
"""

LETTER = """Home Office

Date: 24 May 2019
Our ref: FOI 52871

Dear Ms Example,

We refuse your request about {subject} under section 31(1)(a) of the Freedom of Information Act 2000.

Yours sincerely
"""


class Labels(foi.Scratch):
    def setUp(self):
        super().setUp()
        self.write("notice.txt", NOTICE.format(authority="Kent County Council", subject="bridges",
                                               reference="FS50767053"))
        self.write("letter.txt", LETTER.format(subject="lighthouses"))
        self.tags = self.directory / "tags.tsv"
        self.labels = self.directory / "labels.csv"

    def table(self, path, *rows, separator="\t"):
        path.write_text("\n".join(separator.join(row) for row in rows) + "\n")
        return path

    def correct(self, *rows, status=0):
        return self.update("--tags", self.table(self.tags, *rows), status=status)

    def hits(self):
        return self.query("--limit=1000", f"path:{self.documents}")["hits"]

    def show(self, hit):
        done = foi.run("foi-query", "-i", self.index, "--format=json", "--show", hit["id"])
        return json.loads(done.stdout)

    def shown(self, name):
        """The document of the file NAME as the index has it."""
        for hit in self.hits():
            if os.path.basename(hit["location"]) == name:
                return self.show(hit)
        return None

    def everything(self):
        return {(hit["location"], hit["member"]): self.show(hit) for hit in self.hits()}

    def check(self):
        foi.run("foi-index", "-i", self.index, "--check", "--quiet")

    def roles(self, document):
        return sorted((tag["role"], tag["id"], tag["source"]) for tag in document["provisions"]
                      if tag["role"] != "mentioned")

    # --- a person ---------------------------------------------------------------------------------

    def test_a_correction_wins_says_so_and_can_be_taken_back(self):
        self.update()
        before = self.everything()
        said = self.correct(("path", "outcome", "upheld", "title", "authority", "date"),
                            ("documents/notice.txt", "complaint-partly-upheld", "foia:43(2)",
                             "The bridges", "DWP", "2019-07"))
        self.assertIn(b"1 document named, 0 of them", said.stdout)
        self.assertIn(b"1 document tagged anew", said.stdout)
        notice = self.shown("notice.txt")
        self.assertEqual(notice["outcome"], "complaint-partly-upheld")
        self.assertEqual(notice["favours"], "mixed")
        self.assertEqual(notice["title"], "The bridges")
        self.assertEqual(notice["date"], "2019-07")
        self.assertEqual(notice["authority"]["id"], "department-for-work-and-pensions")
        for field in ("outcome", "favours", "date", "authority"):
            self.assertEqual(notice["evidence"][field]["source"], "person")
        self.assertEqual(notice["evidence"]["doctype"]["source"], "read")
        self.assertEqual([tag for tag in self.roles(notice) if tag[0] == "upheld"],
                         [("upheld", "foia:43(2)", "person")])
        self.assertEqual(set(notice["labels"]), {"outcome", "upheld", "title", "authority", "date"})
        self.assertEqual(notice["labels"]["upheld"], "person")
        # Terms, facets and columns follow.
        self.assertEqual(self.names("outcome:complaint-partly-upheld"), ["notice.txt"])
        self.assertEqual(self.names("outcome:complaint-not-upheld"), [])
        self.assertEqual(self.names("ruling:upheld:40"), [])
        self.assertEqual(self.names("authority:dwp"), ["notice.txt"])
        self.assertEqual(self.names("date:2019-07"), ["notice.txt"])
        self.assertEqual(self.names("title:bridges"), ["notice.txt"])
        self.check()
        text = foi.run("foi-query", "-i", self.index, "--show", notice["id"]).stdout.decode()
        self.assertRegex(text, r"outcome +Complaint partly upheld +\([0-9.]+, person\)")
        # Half of it is taken back, then all.
        self.correct(("path", "outcome", "upheld"), ("documents/notice.txt", "", "foia:43(2)"))
        self.assertEqual(self.shown("notice.txt")["labels"], {"upheld": "person"})
        self.assertEqual(self.shown("notice.txt")["title"],
                         before[str(self.documents / "notice.txt"), None]["title"])
        said = self.update("--forget", self.tags).stdout
        self.assertIn(b"1 document tagged anew", said)
        self.assertEqual(self.everything(), before)
        self.assertNotIn("labels", (self.index / "XAPIANDB").read_text().split())
        self.check()

    def test_none_is_said_with_a_dash(self):
        self.update()
        self.correct(("path", "outcome", "upheld", "date", "regime", "references"),
                     ("documents/notice.txt", "-", "-", "-", "-", "-"))
        notice = self.shown("notice.txt")
        self.assertIsNone(notice["outcome"])
        self.assertIsNone(notice["date"])
        self.assertEqual(notice["regime"], [])
        self.assertEqual([r for r in notice["references"] if r["own"]], [])
        self.assertEqual(notice["labels"], dict.fromkeys(
            ("outcome", "upheld", "date", "regime", "references"), "person"))
        self.assertEqual(notice["evidence"]["outcome"]["source"], "person")
        self.assertEqual(self.names("outcome:missing", "type:decision-notice"), ["notice.txt"])
        self.assertEqual(self.names("date:missing"), ["notice.txt"])
        self.assertEqual(self.names("ref:FS50767053"), [])

    def test_by_path_it_holds_for_changed_bytes_by_id_it_does_not_and_that_is_told(self):
        self.update()
        letter = self.shown("letter.txt")["id"]
        self.table(self.labels, ("id", "outcome"), (letter, "not-held"), separator=",")
        self.update("--tags", self.labels)
        self.correct(("path", "date"), (str(self.documents / "letter.txt"), "2001"))
        self.assertEqual(self.shown("letter.txt")["outcome"], "not-held")
        self.write("letter.txt", LETTER.format(subject="canals"))
        said = self.update()
        self.assertIn("letter.txt", said.stderr.decode())
        self.assertIn(letter, said.stderr.decode())
        self.assertEqual(self.shown("letter.txt")["date"], "2001")
        self.assertEqual(self.shown("letter.txt")["outcome"], "withheld")
        # The old bytes come back, and with them what was said of them.
        self.write("letter.txt", LETTER.format(subject="lighthouses"))
        self.update()
        self.assertEqual(self.shown("letter.txt")["outcome"], "not-held")
        self.assertNotIn(b"no longer", self.update().stderr)

    def test_it_holds_for_documents_that_come_later_and_for_those_that_move(self):
        self.update()
        said = self.correct(("path", "outcome"), ("documents/later.txt", "disclosed"),
                            ("documents/moved.txt", "cost-limit"))
        self.assertIn("later.txt", said.stderr.decode())
        self.assertIn(b"2 documents named, 2 of them not", said.stdout)
        self.write("later.txt", LETTER.format(subject="canals"))
        self.update()
        self.assertEqual(self.shown("later.txt")["outcome"], "disclosed")
        os.rename(self.documents / "letter.txt", self.documents / "moved.txt")
        self.update()
        self.assertEqual(self.shown("moved.txt")["outcome"], "cost-limit")
        os.rename(self.documents / "moved.txt", self.documents / "letter.txt")
        self.update()
        self.assertEqual(self.shown("letter.txt")["outcome"], "withheld")
        # A copy at the place that the row names: the same bytes are one document.
        shutil.copy(self.documents / "letter.txt", self.documents / "moved.txt")
        self.update()
        self.assertEqual(self.query("lighthouses")["hits"][0]["outcome"], "cost-limit")
        self.check()

    def test_in_one_run_with_the_files_of_a_new_index(self):
        self.table(self.tags, ("path", "outcome"), ("documents/letter.txt", "disclosed"))
        said = self.update("--tags", self.tags, self.documents)
        self.assertIn(b"1 document named, 0 of them", said.stdout)
        self.assertEqual(self.shown("letter.txt")["outcome"], "disclosed")
        self.assertIn("#foi commit 1\n", (self.index / "XAPIANDB").read_text())

    def test_the_same_file_again_writes_nothing(self):
        self.update()
        rows = (("path", "outcome"), ("documents/letter.txt", "disclosed"))
        self.correct(*rows)
        before = (self.index / "XAPIANDB").read_bytes()
        self.assertIn(b"nothing written", self.correct(*rows).stdout)
        self.assertIn(b"nothing written", self.update().stdout)
        self.assertEqual((self.index / "XAPIANDB").read_bytes(), before)

    def test_it_outlives_compaction_and_reading_anew(self):
        self.update()
        self.correct(("path", "outcome"), ("documents/letter.txt", "disclosed"))
        self.update("--compact")
        self.assertEqual(self.names("outcome:disclosed"), ["letter.txt"])
        os.utime(self.documents / "letter.txt", ns=(time.time_ns(), time.time_ns()))
        self.update()
        self.assertEqual(self.names("outcome:disclosed"), ["letter.txt"])
        self.check()

    def test_a_member_of_a_mail(self):
        self.write("mail.eml", (
            "From: a@example.org\nSubject: Our answer\nDate: Fri, 24 May 2019 10:00:00 +0000\n"
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n"
            "Content-Type: text/plain\n\nPlease see what is attached.\n--b\n"
            "Content-Type: text/plain\nContent-Disposition: attachment; filename=\"answer.txt\"\n\n"
            + LETTER.format(subject="quays") + "\n--b--\n"))
        self.update()
        self.correct(("path", "member", "outcome"), ("documents/mail.eml", "answer.txt", "disclosed"))
        hit = self.query("quays")["hits"][0]
        self.assertEqual((hit["member"], hit["outcome"]), ("answer.txt", "disclosed"))
        self.assertNotEqual(self.query("attached")["hits"][0]["outcome"], "disclosed")

    def test_all_of_the_corpus_comes_back_as_it_was_read(self):
        shutil.rmtree(self.documents)
        foi.make_corpus(self.documents)
        self.update(status=None)
        before = self.everything()
        places = sorted((location, member or "") for location, member in before)
        self.assertGreater(len(places), 50)
        self.correct(("path", "member", "title", "outcome", "relied"),
                     *((place, member, "Mine", "pending", "foia:12") for place, member in places),
                     status=None)
        self.assertEqual({d["title"] for d in self.everything().values()}, {"Mine"})
        self.update("--forget", self.tags, status=None)
        self.assertEqual(self.everything(), before)

    # --- a publisher ------------------------------------------------------------------------------

    def test_a_regulators_sections_by_case_number(self):
        self.write("appeal.txt", NOTICE.format(authority="Kent County Council", subject="tunnels",
                                               reference="IC-315773-L9G6"))
        self.update()
        self.table(self.labels, ("Reference", "Section", "Decision", "Colour"),
                   ("fs 50767053", "FOI 43", "Complaint upheld", "red"),
                   ("FS_50767053", "FOI 10", "Upheld", ""),
                   ("FS50999999", "FOI 40", "Not upheld", ""), separator=",")
        said = self.update("--labels", self.labels)
        self.assertIn(b"2 documents named, 1 of them not", said.stdout)
        self.assertIn(b"fs50999999", said.stderr)
        self.assertIn(b'"Colour"', said.stderr)
        notice = self.shown("notice.txt")
        rulings = [tag for tag in self.roles(notice) if tag[0] != "relied-on"]
        self.assertEqual(rulings, [("breached", "foia:10", "publisher"),
                                   ("rejected", "foia:43(2)", "publisher"),
                                   ("upheld", "foia:40(2)", "read")])
        self.assertEqual(notice["outcome"], "complaint-upheld")
        self.assertEqual(notice["favours"], "requester")
        self.assertEqual(notice["evidence"]["outcome"]["source"], "publisher")
        self.assertEqual(self.names("ruling:rejected:43(2)"), ["notice.txt"])
        # A person knows better, whatever comes later.
        self.correct(("path", "outcome"), ("documents/notice.txt", "complaint-not-upheld"))
        self.update("--labels", self.labels)
        notice = self.shown("notice.txt")
        self.assertEqual(notice["outcome"], "complaint-not-upheld")
        self.assertEqual(notice["labels"]["outcome"], "person")
        self.assertEqual(notice["labels"]["rejected"], "publisher")
        self.update("--forget", self.tags)
        self.assertEqual(self.shown("notice.txt")["outcome"], "complaint-upheld")
        # A notice of that number that comes later.
        self.write("second.txt", NOTICE.format(authority="Devon County Council", subject="roads",
                                               reference="FS50999999"))
        self.update()
        self.assertIn(("upheld", "foia:40(2)", "publisher"), self.roles(self.shown("second.txt")))

    def test_findings_in_one_cell_and_other_documents_of_the_matter(self):
        self.write("answer.txt", LETTER.format(subject="bridges").replace(
            "Our ref: FOI 52871", "Our ref: FS50767053"))
        self.update()
        before = self.shown("answer.txt")
        self.table(self.labels, ("Case reference", "Findings"),
                   ("FS50767053", '"FOI 40: Complaint not upheld; FOI 43: Partly upheld"'),
                   separator=",")
        self.update("--labels", self.labels)
        self.assertEqual(self.shown("answer.txt"), before)
        notice = self.shown("notice.txt")
        self.assertEqual(notice["outcome"], "complaint-partly-upheld")
        self.assertEqual([tag for tag in self.roles(notice) if tag[2] == "publisher"],
                         [("rejected", "foia:43", "publisher"),
                          ("upheld", "foia:40(2)", "publisher"),
                          ("upheld", "foia:43(2)", "publisher")])

    def test_a_request_sites_states_are_weak(self):
        self.write("vague.txt", "Home Office\n\nDate: 24 May 2019\nOur ref: FOI 99871\n\n"
                   "Our response to your request under the Freedom of Information Act is below.\n"
                   "You asked: how many harbours there are.\nIn Response: we write to you.\n")
        self.update()
        guessed = self.shown("vague.txt")
        self.assertEqual(guessed["outcome"], "disclosed")
        self.assertLess(guessed["evidence"]["outcome"]["confidence"], 0.5)
        self.table(self.labels, ("Request id", "State"), ("FOI 99871", "Successful"),
                   ("FOI 52871", "Successful"), separator=",")
        self.update("--labels", self.labels)
        vague = self.shown("vague.txt")
        self.assertEqual(vague["outcome"], "disclosed")
        self.assertEqual(vague["evidence"]["outcome"]["confidence"], 0.5)
        self.assertEqual(self.shown("letter.txt")["outcome"], "withheld")

    # --- what is refused --------------------------------------------------------------------------

    def refused(self, content, *words, option="--tags"):
        self.tags.write_bytes(content)
        before = (self.index / "XAPIANDB").read_bytes()
        said = self.update(option, self.tags, status=2).stderr.decode()
        for word in words:
            self.assertIn(word, said)
        self.assertEqual((self.index / "XAPIANDB").read_bytes(), before)

    def test_bad_files_are_refused_whole_with_line_column_and_nearest(self):
        self.update()
        row = b"documents/letter.txt\t"
        self.refused(b"", "is empty")
        self.refused(b"# nothing\n\n", "is empty")
        self.refused(b"path\toutcome\n" + row + b"withhold\n", "line 2", '"outcome"', "withheld")
        self.refused(b"path\toutcom\n" + row + b"withheld\n", "line 1", "outcom", "outcome")
        self.refused(b"path\toutcome\n" + row + b"caf\xe9\n", "line 2", "UTF-8")
        self.refused("path\toutcome\n".encode("utf-16"), "UTF-8")
        self.refused(b"outcome\nwithheld\n", "no column names the documents")
        self.refused(b"path\tnote\n" + row + b"x\n", "no column says anything")
        self.refused(row + b"withheld\n", "line 1", "no column")
        self.refused(b"path\toutcome\n\twithheld\n", "line 2", "which document")
        self.refused(b"id\toutcome\nnot an id\twithheld\n", "line 2", '"id"')
        self.refused(b"path\tupheld\n" + row + b"foia:99\n", "foia:99", "line 2")
        self.refused(b"path\tdate\n" + row + b"31 February 2019\n", "date")
        self.refused(b"path\tdoctype\n" + row + b"respons\n", "response")
        self.refused(b"path\tregime\n" + row + b"foa\n", "foia")
        self.refused(b"path\treferences\n" + row + b"ico-cas=FS50767053\n", "ico-case")
        self.refused(b"path\toutcome\n" + row + b"withheld\textra\n", "line 2", "more cells")
        self.refused(b'path\ttitle\n' + row + b'"begins\n', "line 2", "quote")
        self.refused(b"path\toutcome\toutcome\n", "two columns")
        self.refused(b"path\toutcome\n" + row + b"withheld\n" + b"id\n" + row + b"disclosed\n",
                     "line 4", "line 2")
        self.refused(b"path\toutcome\n" + row + b"\0\n", "UTF-8")
        self.refused(b"path\trelied\n" + row + b";".join(
            b"foia:%d(%d)" % (section, part) for section in (31, 35, 36, 37, 38, 40, 41, 42, 43)
            for part in range(1, 60)) + b"\n", "line 2", "500")
        self.refused(b"path,outcome\n" + b"x,withheldd\n" * 500, "and 480 more")

    def test_a_damaged_table_is_found(self):
        self.update()
        self.correct(("path", "outcome"), ("documents/letter.txt", "disclosed"))
        table = next(self.index.glob("commits/*/labels"))
        data = bytearray(table.read_bytes())
        data[12] ^= 1
        table.write_bytes(data)
        checked = foi.run("foi-index", "-i", self.index, "--check", status=None)
        self.assertNotEqual(checked.returncode, 0)
        self.assertIn(b"/labels", checked.stdout + checked.stderr)
        self.assertIn(b"/labels", self.update(status=3).stderr)
        self.assertEqual(self.names("outcome:disclosed"), ["letter.txt"])

    def test_files_that_are_none(self):
        self.update()
        self.update("--tags", self.directory / "nowhere.tsv", status=2)
        self.update("--tags", self.directory, status=2)
        self.update("--tags", "/dev/zero", status=2)
        self.update("--tags", "", status=2)
        said = self.update("--forget", self.tags, status=2).stderr
        self.assertIn(b"has none", said)
        big = self.directory / "big.csv"
        with open(big, "wb") as file:
            file.truncate(100 << 20)
        self.assertIn(b"64 MiB", self.update("--tags", big, status=2).stderr)
        missing = foi.run("foi-index", "-i", self.directory / "none", "--tags",
                          self.table(self.tags, ("id", "date"), ("a" * 12, "2019")), status=3)
        self.assertIn(b"none", missing.stderr)
        self.assertFalse((self.directory / "none").exists())

    def test_a_publishers_unknown_values_are_left_out_and_told(self):
        self.update()
        self.table(self.labels, ("Reference", "Section", "Decision"),
                   ("FS50767053", "FOI 43", "Sort of upheld"), ("FS50767053", "FOI 999", "Upheld"),
                   ("FS50767053", "FOI 17", "Upheld"), separator=";")
        said = self.update("--labels", self.labels).stderr.decode()
        self.assertIn('line 2, column "Decision": "Sort of upheld"', said)
        self.assertIn('line 3, column "Section": "FOI 999"', said)
        self.assertIn(("breached", "foia:17", "publisher"), self.roles(self.shown("notice.txt")))

    def test_an_authority_that_is_not_in_the_table_is_taken_and_told(self):
        self.update()
        said = self.correct(("path", "authority"), ("documents/letter.txt", "Homme Office"))
        self.assertIn(b"Home Office", said.stderr)
        self.assertEqual(self.shown("letter.txt")["authority"]["id"], "homme-office")

    # --- without an index -------------------------------------------------------------------------

    def test_inspect_shows_what_they_would_do(self):
        self.table(self.tags, ("path", "outcome", "relied"),
                   ("documents/letter.txt", "disclosed", "-"))
        done = foi.run("foi-index", "--inspect", "--format=json", "--tags", self.tags,
                       self.documents / "letter.txt")
        letter = json.loads(done.stdout)
        self.assertEqual(letter["outcome"], "disclosed")
        self.assertEqual(letter["labels"], {"outcome": "person", "relied": "person"})
        text = foi.run("foi-index", "--inspect", "--tags", self.tags,
                       self.documents / "letter.txt").stdout.decode()
        self.assertIn("disclosed  (1.00, person)", text)
        self.assertRegex(text, r"person +relied, outcome")
        foi.run("foi-index", "--inspect", "--forget", self.tags, self.documents, status=2)
        foi.run("foi-index", "-i", self.index, "--check", "--tags", self.tags, status=2)

    # --- a newer tagger, and runs that are killed -------------------------------------------------

    def test_a_newer_tagger_needs_no_files(self):
        for number in range(60):
            self.write(f"letter-{number}.txt", LETTER.format(subject=f"quay {number}"))
        self.table(self.tags, ("path", "outcome"), ("documents/letter.txt", "disclosed"))
        self.update("--tags", self.tags, self.documents)
        before = self.everything()
        stub = (self.index / "XAPIANDB").read_text()
        version = int(re.search(r"#foi tagger (\d+)", stub).group(1))
        for columns in self.index.glob("segments/*/columns"):
            rows = int(re.search(rf"#foi segment {columns.parent.name} (\d+)", stub).group(1))
            was = struct.pack("<I", version) * rows
            data = columns.read_bytes()
            self.assertEqual(data.count(was), 1)
            columns.write_bytes(data.replace(was, struct.pack("<I", version - 1) * rows))
        os.rename(self.documents, self.directory / "elsewhere")
        said = self.update("--retry").stdout
        self.assertIn(b"62 documents tagged anew", said)
        self.assertNotIn(b"tagged anew", self.update("--retry").stdout)
        self.assertEqual(self.everything(), before)
        self.check()

    def test_killed_at_any_moment_it_is_gone_on_with(self):
        count = 60 if foi.SANITIZED else 300
        for number in range(count):
            self.write(f"letter-{number}.txt", LETTER.format(subject=f"quay {number}"))
        self.update()
        rows = [("path", "outcome")]
        rows += [(f"documents/letter-{number}.txt", "disclosed") for number in range(count)]
        self.table(self.tags, *rows)
        pristine = self.directory / "pristine"
        shutil.copytree(self.index, pristine)
        started = time.monotonic()
        self.update("--tags", self.tags)
        whole_run = time.monotonic() - started
        chance = random.Random(11)
        for moment in range(8):
            shutil.rmtree(self.index)
            shutil.copytree(pristine, self.index)
            process = subprocess.Popen([foi.BIN / "foi-index", "-i", self.index, "--tags", self.tags],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole_run * (moment + chance.random()) / 8)
            process.send_signal(signal.SIGKILL)
            process.wait()
            self.check()
            self.assertIn(self.query("outcome:disclosed")["total"], (0, count))
            self.update("--tags", self.tags)
            self.assertEqual(self.query("outcome:disclosed")["total"], count)
