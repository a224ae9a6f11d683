"""The example corpus: its tags against corpus/gold.tsv, its questions against corpus/questions.tsv."""
import csv
import json
import os
import re

import foi
import score

# A little below what score.py measures over the example corpus: to raise a figure is to mend the tagger,
# never the documents.
LEAST = {
    "doctype": 0.99, "authority": 0.99, "date": 0.99, "outcome": 0.98, "favours": 0.97,
    "regime": 0.99, "references": 0.99,
    "relied": 0.99, "upheld": 0.98, "rejected": 0.96, "breached": 0.99, "complied": 0.88,
    "withdrawn": 0.80,
    "relied.f1_section": 0.99, "upheld.f1_section": 0.99, "rejected.f1_section": 0.96,
    "breached.f1_section": 0.99,
}


def rows(name):
    with open(foi.SOURCE / "corpus" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


class Corpus(foi.Scratch):
    @classmethod
    def setUpClass(cls):
        cls.gold = rows("gold.tsv")
        cls.questions = rows("questions.tsv")

    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)

    def test_the_documents_are_tagged_as_the_gold_says(self):
        minimums = [f"--min={figure}={least}" for figure, least in LEAST.items()]
        ended = score.main([str(foi.SOURCE / "corpus" / "gold.tsv"), str(self.documents),
                            "--program", str(foi.BIN / "foi-index"), *minimums])
        self.assertEqual(ended, 0, "a figure is below its minimum")

    def test_every_question_finds_its_documents(self):
        self.update()
        for question in self.questions:
            expected = sorted(question["files"].split())
            found = self.names(question["query"])
            if question["kind"] == "all":
                self.assertEqual(found, expected, question["query"])
            else:
                best = self.query(question["query"])["hits"][0]
                self.assertIn(os.path.basename(best["location"]), expected, question["query"])

    def test_a_hit_in_a_workbook_cites_sheet_and_row(self):
        self.update()
        hit = self.query("file:sheet agency social worker")["hits"][0]
        places = [(snippet["sheet"], snippet["row"], snippet["page"], snippet["paragraph"])
                  for snippet in hit["snippets"]]
        self.assertEqual(places[0], ("Spend", 4, None, None))
        shown = foi.run("foi-query", "-i", self.index, "file:sheet agency social worker").stdout
        self.assertIn("sheet Spend, row 4:", shown.decode())
        whole = foi.run("foi-query", "-i", self.index, "--show", hit["id"]).stdout.decode()
        self.assertIn("-- sheet Spend --", whole)

    def test_every_document_is_read_in_full(self):
        self.update(status=0)
        self.assertEqual(self.failures(), {})

    def test_the_corpus_is_as_wide_as_it_says(self):
        said = (foi.SOURCE / "corpus" / "README.md").read_text(encoding="utf-8")
        authorities = {row["authority"] for row in self.gold} - {""}
        self.assertIn(f"\n{len(self.gold)} documents of ", said)
        self.assertIn(f"from {len(authorities)} public authorities", said)
        suffixes = {os.path.splitext(row["file"])[1] for row in self.gold}
        self.assertLessEqual({".txt", ".md", ".html", ".eml", ".pdf", ".docx", ".xlsx"}, suffixes)

    def test_every_value_of_the_vocabulary_is_labelled_somewhere(self):
        header = (foi.SOURCE / "indexer" / "vocabulary" / "vocabulary.h").read_text()
        for field, prefix in (("doctype", "DOCTYPE"), ("outcome", "OUTCOME"),
                              ("favours", "FAVOURS")):
            known = set(re.findall(rf'X\(FOI_{prefix}_\w+, "([^"]+)"', header))
            labelled = set().union(*(score.choices(row[field]) for row in self.gold))
            self.assertGreater(len(known), 2)
            self.assertEqual(known - labelled, set(), field)
            self.assertEqual(labelled - known - {"", "?"}, set(), field)
        roles = set(re.findall(r'X\(FOI_ROLE_\w+, "([^"]+)"', header))
        self.assertEqual(roles - set(score.ROLES.values()), {"mentioned"})
        for field in score.ROLES:
            self.assertTrue(any(score.wanted_and_allowed(row[field])[0] for row in self.gold
                                if not score.unknown(row, field)), field)

    def test_every_trap_has_documents(self):
        said = (foi.SOURCE / "corpus" / "README.md").read_text(encoding="utf-8")
        traps = dict(re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", said, flags=re.M))
        self.assertEqual(sorted(map(int, traps)), list(range(1, 14)))
        names = {row["file"] for row in self.gold}
        for trap, files in traps.items():
            self.assertGreaterEqual(len(files.split()), 2, trap)
            self.assertEqual(set(files.split()) - names, set(), trap)

    def cases_of(self, query):
        """The cases of the documents that QUERY finds, by name."""
        cases = {}
        for hit in self.query("--limit=100", query)["hits"]:
            done = foi.run("foi-query", "-i", self.index, "--show", hit["id"], "--format=json")
            cases[os.path.basename(hit["member"] or hit["location"])] = \
                json.loads(done.stdout)["case"]
        return cases

    def test_a_thread_is_one_case(self):
        self.update()
        cases = self.cases_of("ref:IC-998417-K3P8")
        self.assertGreaterEqual(len(cases), 2)
        self.assertEqual(len(set(cases.values())), 1)
        self.assertNotIn(None, cases.values())

    def test_a_matter_is_one_case_from_the_request_to_the_last_decision(self):
        # The notices name no number of the authority's: what they quote of the request links them.
        self.update()
        found = set()
        for references, least in (("ref:IC-998417-K3P8 OR ref:9900417 OR ref:FOI2022/99418", 7),
                                  ("ref:99583 OR ref:IC-991066-T7D2 OR ref:EA/2021/0994", 7),
                                  ("ref:EIR/18/9960 OR ref:FER0998832 OR ref:EA/2019/0987", 6)):
            cases = self.cases_of(references)
            self.assertGreaterEqual(len(cases), least, references)
            self.assertEqual(len(set(cases.values())), 1, cases)
            self.assertNotIn(None, cases.values())
            found |= set(cases.values())
        self.assertEqual(len(found), 3)
        for case in found:
            self.assertTrue(any("-01-request." in name for name in self.names(f"case:{case}")), case)

    def warnings(self):
        """What replaced which document, by name."""
        hits = self.query("--limit=1000", "regime:foia OR regime:eir OR regime:foisa")["hits"]
        return {os.path.basename(hit["location"]): hit["replaced_by"]
                for hit in hits if hit["replaced_by"]}

    def test_a_decision_that_was_replaced_says_so(self):
        self.update()
        warnings = self.warnings()
        self.assertEqual(sorted(warnings), ["dwp-06-decision-notice.pdf", "ho-06-tribunal.docx"])
        by = warnings["dwp-06-decision-notice.pdf"]
        later = self.query("ref:EA/2023/0981 type:tribunal-decision")["hits"][0]
        self.assertEqual(by, {"id": later["id"], "doctype": "tribunal-decision",
                              "outcome": "appeal-allowed", "date": "2024-01-30",
                              "reference": "EA/2023/0981"})
        self.assertEqual(warnings["ho-06-tribunal.docx"]["outcome"], "remitted")
        notice = self.query("ref:IC-998417-K3P8 type:decision-notice")["hits"][0]
        line = b"Warning: replaced by a later decision"
        shown = foi.run("foi-query", "-i", self.index, "--show", notice["id"])
        self.assertIn(line, shown.stdout)
        shown = foi.run("foi-query", "-i", self.index, "--show", notice["id"], "--format=json")
        self.assertEqual(json.loads(shown.stdout)["replaced_by"], by)
        listed = foi.run("foi-query", "-i", self.index, "ref:IC-998417-K3P8 type:decision-notice")
        self.assertIn(line, listed.stdout)
        self.assertTrue(all(each["replaced_by"] is None for each in self.inspect(self.documents)))

    def test_the_warning_goes_with_the_later_decision(self):
        self.update()
        place = os.path.join(self.documents, "dwp-assessment-reports", "dwp-07-tribunal.pdf")
        aside = os.path.join(self.directory, "dwp-07-tribunal.pdf")
        os.rename(place, aside)
        self.update()
        self.assertEqual(sorted(self.warnings()), ["ho-06-tribunal.docx"])
        os.rename(aside, place)
        self.update()
        self.assertIn("dwp-06-decision-notice.pdf", self.warnings())
