"""foi-query --like and --explain, as a person with a refusal in hand meets them."""
import csv
import json
import os
import shutil

import foi

REFUSAL = "dwp-assessment-reports/dwp-03-response.pdf"
# Its key opens with neither an empty user password nor an empty owner's.
LOCKED_PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
              b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
              b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\n"
              b"trailer<</Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
              + b"00" * 32 + b">/U<" + b"00" * 32 + b">>>>>\n%%EOF\n")
DECISIONS = ("decision-notice", "tribunal-decision", "court-judgment")


class Corpus(foi.Scratch):
    """One index of the example corpus for all tests of a class, and a refusal out of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.corpus = foi.tempfile.mkdtemp(prefix="foi-test-")
        cls.addClassCleanup(shutil.rmtree, cls.corpus, ignore_errors=True)
        cls.letters = os.path.join(cls.corpus, "documents")
        cls.shared_index = os.path.join(cls.corpus, "index")
        foi.make_corpus(cls.letters)
        foi.run("foi-index", "-i", cls.shared_index, cls.letters)

    def setUp(self):
        super().setUp()
        self.index = self.shared_index
        self.refusal = os.path.join(self.letters, REFUSAL)


class Similar(Corpus):
    def like(self, what, *arguments, status=0):
        done = foi.run("foi-query", "-i", self.index, "--format=json", f"--like={what}", *arguments,
                       status=status)
        return json.loads(done.stdout)

    def refused(self, what, *arguments, status=2):
        done = foi.run("foi-query", "-i", self.index, f"--like={what}", *arguments, status=status)
        self.assertEqual(done.stdout, b"")
        return done.stderr.decode()

    def test_decisions_on_the_same_provisions_come_first(self):
        answer = self.like(self.refusal)
        first = answer["hits"][:3]
        for hit in first:
            self.assertIn(hit["doctype"], DECISIONS)
            self.assertTrue(any(r.split(":", 1)[1].startswith("foia:36(2)") for r in hit["rulings"]),
                            hit["rulings"])
            self.assertTrue(hit["citation"])
            self.assertIn("36", hit["snippets"][0]["text"])
        self.assertEqual(answer["like"]["location"], self.refusal)

    def test_the_letter_itself_is_left_out_also_under_another_name(self):
        own = self.like(self.refusal)["like"]["id"]
        copy = shutil.copy(self.refusal, self.directory / "copy.pdf")
        for what in (self.refusal, copy, own):
            hits = self.like(what, "--limit=1000")["hits"]
            self.assertNotIn(own, [hit["id"] for hit in hits])

    def test_a_file_and_its_id_give_the_same(self):
        by_file = self.like(self.refusal)
        by_id = self.like(by_file["like"]["id"].upper())
        self.assertEqual([hit["id"] for hit in by_file["hits"]],
                         [hit["id"] for hit in by_id["hits"]])
        self.assertEqual(by_file["total"], by_id["total"])

    def test_a_file_wins_over_an_id_of_its_name(self):
        own = self.like(self.refusal)["like"]["id"]
        (self.directory / own).write_text("Xyzzy plugh.")
        done = foi.run("foi-query", "-i", self.index, "--format=json", f"--like={own}", status=1,
                       cwd=self.directory)
        self.assertEqual(json.loads(done.stdout)["total"], 0)
        done = foi.run("foi-query", "-i", self.index, "--format=json", f"--like=./{own}", status=1,
                       cwd=self.directory)

    def test_a_query_narrows_it_to_the_decisions_in_which_the_claim_failed(self):
        answer = self.like(self.refusal, "ruling:rejected:36(2)(b)(ii)", "--limit=100")
        self.assertGreaterEqual(answer["total"], 2)
        for hit in answer["hits"]:
            self.assertIn("rejected:foia:36(2)(b)(ii)", hit["rulings"])
        facet = self.like(self.refusal, "type:decision-notice", "--facet=type")["facets"]["type"]
        self.assertGreater(facet["distinct"], 1, "other values of the filtered facet are counted")

    def test_pages_follow_each_other(self):
        whole = [hit["id"] for hit in self.like(self.refusal, "--limit=20")["hits"]]
        parts = [self.like(self.refusal, "--limit=5", f"--offset={n}")["hits"]
                 for n in range(0, 20, 5)]
        self.assertEqual([hit["id"] for part in parts for hit in part], whole)
        dates = [hit["date"] for hit in self.like(self.refusal, "--sort=-date")["hits"]]
        self.assertEqual(dates, sorted(dates, reverse=True))

    def test_every_format_is_printed(self):
        for form in ("text", "jsonl", "csv", "tsv", "markdown"):
            done = foi.run("foi-query", "-i", self.index, f"--like={self.refusal}",
                           f"--format={form}", status=0)
            self.assertIn(b"IC-998417-K3P8", done.stdout, form)
        done = foi.run("foi-query", "-i", self.index, f"--like={self.refusal}", status=0)
        self.assertRegex(done.stdout.decode().splitlines()[0], r"^\d+ documents like ")

    def test_of_a_mail_with_attachments_the_longest_document_is_taken(self):
        mail = os.path.join(self.letters, "environment/defra-cover-mail.eml")
        done = foi.run("foi-query", "-i", self.index, "--format=json", f"--like={mail}", status=0)
        said = done.stderr.decode()
        self.assertIn("holds 2 documents", said)
        self.assertIn("defra-99480-response.pdf", said)
        self.assertEqual(json.loads(done.stdout)["like"]["member"], "defra-99480-response.pdf")

    def test_what_cannot_be_compared_is_named_with_the_reason(self):
        empty = self.write("empty.txt", "")
        blank = self.write("blank.txt", " \n\n ")
        picture = self.write("noise.bin", bytes(range(256)) * 20)
        self.assertIn("empty.txt", self.refused(os.fsdecode(empty)))
        self.assertIn("blank.txt", self.refused(os.fsdecode(blank)))
        self.assertIn("noise.bin", self.refused(os.fsdecode(picture)))
        self.assertIn("directory", self.refused(str(self.documents)))
        self.assertIn("no file", self.refused(str(self.directory / "missing.pdf")))
        self.assertIn("zzzzzzzzzzzz", self.refused("zzzzzzzzzzzz"))
        os.mkfifo(self.directory / "pipe")
        self.assertIn("regular file", self.refused(str(self.directory / "pipe")))

    def test_an_encrypted_file_says_so(self):
        said = self.refused(os.fsdecode(self.write("locked.pdf", LOCKED_PDF)))
        self.assertIn("locked.pdf", said)
        self.assertIn("password", said)
        mail = self.write("secret.eml", b"From: a@example.org\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
                          b'Content-Type: multipart/encrypted; boundary="b"; '
                          b'protocol="application/pgp-encrypted"\r\n\r\n--b\r\n'
                          b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
                          b"Content-Type: application/octet-stream\r\n\r\n-----BEGIN PGP MESSAGE-----"
                          b"\r\n\r\nabcd\r\n-----END PGP MESSAGE-----\r\n--b--\r\n")
        said = self.refused(os.fsdecode(mail))
        self.assertIn("secret.eml", said)
        self.assertIn("encrypted", said)

    def test_words_that_the_index_does_not_know_are_like_nothing(self):
        letter = self.write("odd.txt", "Xyzzy plugh quux frobnicate.\n")
        answer = self.like(os.fsdecode(letter), status=1)
        self.assertEqual((answer["total"], answer["hits"]), (0, []))

    def test_a_wrong_query_beside_it_is_an_error(self):
        self.assertIn("exemption", self.refused(self.refusal, "exemptoin:31"))
        self.refused(self.refusal, "(cameras")

    def test_the_index_is_not_written(self):
        before = sorted((p, os.path.getmtime(os.path.join(d, p)))
                        for d, _, files in os.walk(self.index) for p in files)
        self.like(self.refusal)
        after = sorted((p, os.path.getmtime(os.path.join(d, p)))
                       for d, _, files in os.walk(self.index) for p in files)
        self.assertEqual(before, after)


def provisions(cell):
    """Those of a cell of corpus/gold.tsv, whatever reading of it."""
    return {p.rstrip("?") for part in cell.split("|") for p in part.split(";") if len(p) > 1}


def related(one, other):
    return one == other or one.startswith(other + "(") or other.startswith(one + "(")


class Judged(Corpus):
    """By the right tags of the example corpus: refusals, and the decisions on what they claim."""

    def test_a_decision_on_the_same_provision_is_among_the_first_three(self):
        with open(foi.SOURCE / "corpus/gold.tsv", encoding="utf-8") as table:
            rows = list(csv.DictReader(table, delimiter="\t"))
        decided = {row["path"]: provisions(row["relied"]) | provisions(row["upheld"]) |
                   provisions(row["rejected"]) for row in rows if row["doctype"] in DECISIONS}
        asked = found = 0
        for row in rows:
            claims = provisions(row["relied"])
            wanted = {path for path, ruled in decided.items()
                      if any(related(a, b) for a in claims for b in ruled)}
            if row["doctype"] not in ("response", "review-outcome") or not wanted:
                continue
            hits = self.query(f"--like={os.path.join(self.letters, row['path'])}", "--limit=3",
                              "--facet=")["hits"]
            paths = {os.path.relpath(hit["location"], self.letters) for hit in hits}
            asked += 1
            found += bool(wanted & paths)
        self.assertGreater(asked, 30)
        self.assertGreaterEqual(found / asked, 0.95)


class Explained(Corpus):
    def explain(self, *arguments):
        return self.query("--explain", *arguments, status=0)

    def test_shares_add_up_to_the_score(self):
        for arguments in (["qualified person opinion"], ['exemption:31 "immigration controls" of'],
                          [f"--like={self.refusal}"], [f"--like={self.refusal}", "reports"]):
            answer = self.explain(*arguments)
            for hit in answer["hits"]:
                parts = sum(share["score"] for share in hit["explanation"])
                self.assertAlmostEqual(parts, hit["score"], delta=0.002 * 40, msg=arguments)
                for share in hit["explanation"]:
                    self.assertEqual(answer["explanation"][share["reading"]]["text"], share["text"])

    def test_a_letter_is_told_by_its_provisions_and_words(self):
        readings = self.explain(f"--like={self.refusal}")["explanation"]
        kinds = [reading["kind"] for reading in readings]
        self.assertEqual(kinds.count("like-provision"), 4)
        self.assertLessEqual(kinds.count("like-word"), 30)
        self.assertIn("foia:36(2)(b)(i)", [reading["value"] for reading in readings])

    def test_the_text_stays_within_60_columns(self):
        environment = dict(os.environ, COLUMNS="60")
        done = foi.run("foi-query", "-i", self.index, "--explain", "--facet=", "--snippets=0",
                       'exemption:31 date:2019..2023 immig* "public interest" -type:guidance',
                       status=0, env=environment)
        text = done.stdout.decode()
        self.assertIn("How the query was read", text)
        self.assertIn("from 2019-01-01 to 2023-12-31", text)
        for line in text.splitlines():
            if not line.lstrip().startswith("/"):
                self.assertLessEqual(len(line), 60, line)

    def test_formats_without_a_place_for_it_are_refused(self):
        for form in ("csv", "tsv", "markdown"):
            foi.run("foi-query", "-i", self.index, "--explain", f"--format={form}", "opinion",
                    status=2)
        lines = foi.run("foi-query", "-i", self.index, "--explain", "--format=jsonl", "opinion",
                        status=0).stdout.splitlines()
        self.assertGreater(len(json.loads(lines[0])["explanation"]), 0)

    def test_without_it_nothing_is_explained(self):
        answer = self.query("opinion", status=0)
        self.assertIsNone(answer["explanation"])
        self.assertIsNone(answer["hits"][0]["explanation"])


if __name__ == "__main__":
    foi.unittest.main()
