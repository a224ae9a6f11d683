"""The example corpus: its tags against corpus/gold.tsv, its questions against corpus/questions.tsv."""
import collections
import csv
import json
import os
import re
import unicodedata

import foi

ROLES = {"relied": "relied-on", "upheld": "upheld", "rejected": "rejected", "breached": "breached"}


def rows(name):
    with open(foi.SOURCE / "corpus" / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def folded(name):
    """A name as it is compared: letters and digits only, `and` for `&`, no leading `the`."""
    name = unicodedata.normalize("NFKC", name or "").casefold().replace("&", " and ")
    words = re.sub(r"[^\w]+", " ", name.replace("'", "").replace("\u2019", "")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def required_and_allowed(cell):
    """A list cell: what must be there, and what may (marked `?`)."""
    items = [item.strip() for item in cell.split(";") if item.strip()]
    required = {item for item in items if not item.endswith("?")}
    return required, required | {item.rstrip("?") for item in items}


def one_of(cell):
    return {"" if choice in ("", "-") else choice for choice in cell.split("|")}


def mistakes_in(row, line):
    """What LINE, an object of --inspect, has otherwise than ROW of the gold."""
    wrong = []
    for field in ("doctype", "date", "outcome", "favours"):
        if row[field].strip() != "?" and (line[field] or "") not in one_of(row[field]):
            wrong.append(f"{field}: {line[field]} instead of {row[field] or 'none'}")
    names = {folded(row["authority"])} | {folded(name) for name in row["authority_also"].split("|")}
    given = line["authority"] or {}
    said = {folded(given.get(key)) for key in ("name", "as_written", "id")}
    if row["authority"].strip() != "?" and not said & names:
        if not ("-" in row["authority_also"].split("|") and not given):
            wrong.append(f"authority: {given.get('name')} instead of {row['authority'] or 'none'}")
    lists = [("regime", set(line["regime"]))]
    for column, role in ROLES.items():
        lists.append((column, {p["id"] for p in line["provisions"] if p["role"] == role}))
    for column, found in lists:
        if row[column].strip() == "?":
            continue
        required, allowed = required_and_allowed(row[column])
        # A section beside its own part says nothing more, and nothing wrong.
        lean = {item for item in found
                if item in required or not any(o.startswith(item + "(") for o in found)}
        if required - found or lean - allowed:
            wrong.append(f"{column}: {sorted(lean)} instead of {row[column] or 'none'}")
    return wrong


class Corpus(foi.Scratch):
    @classmethod
    def setUpClass(cls):
        cls.gold = rows("gold.tsv")
        cls.questions = rows("questions.tsv")

    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)

    def test_every_document_is_tagged_as_the_gold_says(self):
        lines = collections.defaultdict(list)
        for line in self.inspect(self.documents):
            lines[os.path.basename(line["location"])].append(line)
        mistakes = []
        for row in self.gold:
            # A mail is labelled by the most important of its members: the best line counts.
            wrong = min((mistakes_in(row, line) for line in lines[row["file"]]), key=len)
            mistakes += [f"{row['file']}: {what}" for what in wrong]
        print(f"\nexample corpus: {len(self.gold)} documents, {len(mistakes)} mistakes")
        self.assertEqual(mistakes, [], "\n" + "\n".join(mistakes))

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

    def test_every_document_is_read_in_full(self):
        self.update(status=0)
        self.assertEqual(self.failures(), {})

    def test_the_corpus_is_as_wide_as_it_should_be(self):
        self.assertGreaterEqual(len(self.gold), 40)
        self.assertGreaterEqual(len({folded(row["authority"]) for row in self.gold}), 12)
        doctypes = {row["doctype"].split("|")[0] for row in self.gold}
        for kind in ("request", "acknowledgement", "extension", "response", "review-outcome",
                     "decision-notice", "tribunal-decision", "guidance"):
            self.assertIn(kind, doctypes)
        outcomes = {choice for row in self.gold for choice in row["outcome"].split("|")}
        for outcome in ("disclosed", "partly-disclosed", "withheld", "not-held", "cost-limit",
                        "neither-confirmed-nor-denied", "vexatious-or-repeated"):
            self.assertIn(outcome, outcomes)
        suffixes = {os.path.splitext(row["file"])[1] for row in self.gold}
        self.assertLessEqual({".txt", ".md", ".html", ".eml", ".pdf", ".docx"}, suffixes)

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
