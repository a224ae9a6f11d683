"""The scoring command: that it counts right, that it can fail, and what it shows of a mistake."""
import contextlib
import importlib.util
import io
import json
import re

import foi
import score

HEADER = "\t".join(score.COLUMNS)
LETTER = {"file": "letter.txt", "doctype": "response", "authority": "Home Office",
          "authority_also": "HO", "date": "2021-06-03", "regime": "foia",
          "relied": "foia:40(2);foia:31(1)(a)", "upheld": "", "rejected": "", "breached": "",
          "outcome": "withheld|partly-disclosed", "favours": "authority|-",
          "references": "authority-ref=FOI2021/99288"}


def provision(identifier, role="relied-on", **more):
    return {"id": identifier, "role": role, "quote": "exempt under this", "page": 2,
            "paragraph": 7, "confidence": 0.8, "source": "read", **more}


def tags(**more):
    """What a perfect tagger prints of LETTER."""
    return {"location": "/somewhere/letter.txt", "member": None, "doctype": "response",
            "authority": {"id": "home-office", "name": "Home Office", "as_written": "HOME OFFICE"},
            "date": "2021-06-03", "regime": ["foia"], "outcome": "withheld", "favours": None,
            "provisions": [provision("foia:40(2)"), provision("foia:31(1)(a)")],
            "references": [{"kind": "authority-ref", "id": "FOI2021/99288"}],
            "evidence": {"date": {"quote": "3 June 2021", "page": 1, "paragraph": None,
                                  "confidence": 0.9, "source": "read"}}, **more}


class Score(foi.Scratch):
    def score(self, *lines, rows=(LETTER,), options=(), status=0):
        """What the command prints when the gold is ROWS and the tagger printed LINES."""
        gold, printed = self.directory / "gold.tsv", self.directory / "printed.jsonl"
        gold.write_text("\n".join([HEADER] + ["\t".join(row[name] for name in score.COLUMNS)
                                              for row in rows]) + "\n")
        printed.write_text("".join(json.dumps(line) + "\n" for line in lines))
        self.errors = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()) as said, \
                contextlib.redirect_stderr(self.errors):
            ended = score.main([str(gold), "--predictions", str(printed), *options])
        self.assertEqual(ended, status, said.getvalue() + self.errors.getvalue())
        return said.getvalue()

    def figures(self, *lines, rows=(LETTER,), title="all"):
        said = self.score(*lines, rows=rows, options=("--totals", "--halves"))
        block = said.partition(f"== {title}:")[2].partition("\n\n")[0]
        return {f"{line.split()[0]}.{name}": figure for line in block.splitlines()[1:]
                for name, figure in re.findall(r"(\w+) (\d\.\d+|-)(?=  |$)", line)}

    def test_a_perfect_reading_is_perfect_and_has_no_mistakes(self):
        said = self.score(tags(), options=("--min", "doctype=1", "--min", "relied=1"))
        self.assertTrue(said.startswith("== all: 1 documents\n"), said)
        self.assertNotIn("0.", re.sub(r"1\.0000|2021", "", said))

    def test_every_field_can_be_wrong(self):
        wrong = {"doctype": "other", "authority": None, "date": "2021-06-04", "regime": ["eir"],
                 "outcome": None, "favours": "requester", "provisions": [], "references": []}
        said = self.score(tags(**wrong))
        for field, value in wrong.items():
            figures = self.figures(tags(**{field: value}))
            name = "relied" if field == "provisions" else field
            leading = f"{name}.{score.leading_metric(name)}"
            self.assertEqual(figures.pop(leading), "0.0000", field)
            self.assertIn(f"    {name}: ", said)
        self.assertEqual(self.figures(tags(date="2021-06-04"))["date.year"], "1.0000")

    def test_false_and_missed_provisions_are_counted_at_both_levels(self):
        figures = self.figures(tags(provisions=[provision("foia:40(1)"), provision("foia:43(2)"),
                                                provision("foia:31(1)(a)")]))
        self.assertEqual(figures["relied.precision_exact"], "0.3333")
        self.assertEqual(figures["relied.recall_exact"], "0.5000")
        self.assertEqual(figures["relied.f1_exact"], "0.4000")
        self.assertEqual(figures["relied.precision_section"], "0.6667")
        self.assertEqual(figures["relied.recall_section"], "1.0000")

    def test_a_section_beside_its_part_counts_for_nothing_and_alone_is_false(self):
        both = [provision("foia:40(2)"), provision("foia:31(1)(a)"), provision("foia:31")]
        self.assertEqual(self.figures(tags(provisions=both))["relied.f1_exact"], "1.0000")
        alone = [provision("foia:40(2)"), provision("foia:31")]
        figures = self.figures(tags(provisions=alone))
        self.assertEqual(figures["relied.precision_exact"], "0.5000")
        self.assertEqual(figures["relied.f1_section"], "1.0000")

    def test_what_is_optional_is_neither_missed_nor_false(self):
        row = dict(LETTER, relied="foia:40(2);foia:41?", regime="foia;dpa?")
        for provisions in (["foia:40(2)"], ["foia:40(2)", "foia:41"]):
            figures = self.figures(tags(provisions=[provision(p) for p in provisions]), rows=[row])
            self.assertEqual(figures["relied.f1_exact"], "1.0000")
            self.assertEqual(figures["regime.f1"], "1.0000")

    def test_what_is_not_labelled_is_not_judged(self):
        row = dict(LETTER, relied="?", outcome="?", references="?")
        figures = self.figures(tags(provisions=[], outcome="disclosed", references=[]), rows=[row])
        for name in ("relied.f1_exact", "outcome.accuracy", "references.f1"):
            self.assertNotIn(name, figures)

    def test_a_name_is_right_in_any_of_its_spellings(self):
        row = dict(LETTER, authority="Department for Work and Pensions", authority_also="DWP|-")
        for given in ({"name": "The Department for Work & Pensions"}, {"as_written": "DWP"},
                      {"id": "department-for-work-and-pensions"}, None):
            self.assertEqual(self.figures(tags(authority=given), rows=[row])["authority.accuracy"],
                             "1.0000")
        self.assertEqual(self.figures(tags(authority={"name": "Home Office"}),
                                      rows=[row])["authority.accuracy"], "0.0000")

    def test_a_number_is_right_in_any_of_its_spellings(self):
        row = dict(LETTER, references="neutral-citation=[2023] UKFTT 311 (GRC);authority-ref=784")
        found = [{"id": "[2023] UKFTT 00311 (GRC)"}, {"id": "FOI 784"}]
        self.assertEqual(self.figures(tags(references=found), rows=[row])["references.f1"],
                         "1.0000")

    def test_a_file_without_a_line_is_wrong_in_every_field(self):
        said = self.score()
        self.assertIn("letter.txt: nothing was printed of it", said)
        figures = self.figures()
        self.assertEqual({figures[f"{field}.accuracy"] for field in score.SINGLES}, {"0.0000"})
        self.assertEqual(figures["relied.recall_section"], "0.0000")

    def test_of_the_members_of_a_mail_the_best_counts(self):
        cover = tags(doctype="correspondence", provisions=[], date="2021-06-05")
        letter = tags(member="letter.pdf")
        self.assertEqual(self.figures(cover, letter)["doctype.accuracy"], "1.0000")
        self.assertEqual(self.figures(cover, tags())["doctype.accuracy"], "0.0000",
                         "several lines without a member are guesses: the first counts")

    def test_a_mistake_is_shown_with_its_evidence(self):
        said = self.score(tags(date="2021-06-09",
                               provisions=[provision("foia:40(2)", "mentioned"),
                                           provision("foia:31(1)(a)"), provision("foia:43(2)")]))
        self.assertIn("    date: 2021-06-09 instead of 2021-06-03\n", said)
        self.assertIn('        "3 June 2021" (page 1, confidence 0.9, source read)\n', said)
        self.assertIn('    relied: false: foia:43(2)\n        "exempt under this" '
                      "(page 2, paragraph 7, confidence 0.8, source read)\n", said)
        self.assertIn("    relied: missed: foia:40(2)\n    relied:   but mentioned: foia:40(2)\n",
                      said)

    def test_a_figure_below_its_minimum_gives_1_and_is_named(self):
        wrong = tags(doctype="other")
        self.score(wrong, options=("--min", "date=1", "--min", "doctype=0"))
        self.score(wrong, options=("--min", "doctype=0.95"), status=1)
        self.assertIn("doctype accuracy is 0.0000, below 0.95", self.errors.getvalue())
        self.score(tags(provisions=[]), options=("--min", "relied.recall_section=0.1"), status=1)

    def test_wrong_input_gives_2(self):
        for minimum in ("banana=1", "doctype", "doctype.f1=1", "doctype=much"):
            self.score(tags(), options=("--min", minimum), status=2)
        self.score(tags(), options=("--by", "colour"), status=2)
        self.score(tags(), options=("--group", "some=/no/such/file"), status=2)
        self.score(rows=(), status=2)
        self.score({"no": "location"}, status=2)
        self.score(rows=(LETTER, LETTER), status=2)
        self.assertIn("labelled twice: letter.txt", self.errors.getvalue())

    def test_groups_are_scored_apart(self):
        second = dict(LETTER, file="notice.txt", doctype="decision-notice")
        members = self.directory / "members"
        members.write_text("file\tnote\nnotice.txt\tthe second\n")
        said = self.score(tags(), rows=(LETTER, second), options=(
            "--totals", "--by", "doctype", "--halves", "--group", f"late={members}"))
        counts = dict(re.findall(r"== ([\w ]+|doctype [\w-]+): (\d)", said.replace("-", " ")))
        self.assertEqual(counts["doctype response"], "1")
        self.assertEqual(counts["late"], "1")
        self.assertEqual(counts["all"], "2")
        self.assertEqual(int(counts["half A"]) + int(counts["half B"]), 2)

    def test_it_inspects_the_files_that_the_gold_names_and_no_others(self):
        gold = self.directory / "gold.tsv"
        gold.write_text(HEADER + "\n" + "\t".join(LETTER[name] for name in score.COLUMNS) + "\n")
        self.write("deep/letter.txt", "Home Office\n\n3 June 2021\n\nDear Ms Example,\n\n"
                   "We refuse your request under section 40(2) and section 31(1)(a) of the "
                   "Freedom of Information Act 2000.\n")
        self.write("other.txt", "Not labelled.")
        with contextlib.redirect_stdout(io.StringIO()) as said:
            ended = score.main([str(gold), str(self.documents), "--min", "relied=1",
                                "--program", str(foi.BIN / "foi-index")])
        self.assertEqual(ended, 0, said.getvalue())
        self.assertIn("== all: 1 documents\n", said.getvalue())


@foi.needs_shared("tools", "score_tags.py")
class Agreement(foi.Scratch):
    """The same figures as the scorer that the labels of the real documents came with."""

    def test_both_give_the_same_figures_for_the_example_corpus(self):
        path = foi.SHARED / "tools" / "score_tags.py"
        spec = importlib.util.spec_from_file_location("score_tags", path)
        theirs = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(theirs)
        foi.make_corpus(self.documents)
        printed = self.directory / "printed.jsonl"
        printed.write_bytes(foi.run("foi-index", "--inspect", "--format=json", self.documents).stdout)
        gold = foi.SOURCE / "corpus" / "gold.tsv"
        lines = score.parse_predictions(printed.read_text(encoding="utf-8"), "printed")
        spoilt = {name: found for number, (name, found) in enumerate(sorted(lines.items()))
                  if number % 7}
        for part in (lines, spoilt):
            wanted = theirs.totals([theirs.best(row, part.get(row["file"], []))
                                    for row in theirs.read_gold(gold)])
            got = score.figures_of([score.judge(row, part.get(row["file"], []))
                                    for row in score.read_gold(gold)])
            self.assertLessEqual(set(wanted), set(got))
            for field in wanted:
                count, figures = got[field]
                self.assertEqual(count, wanted[field]["n"], field)
                for metric, figure in figures.items():
                    self.assertAlmostEqual(figure, wanted[field][metric], msg=f"{field} {metric}")
