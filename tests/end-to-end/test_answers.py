"""The formats of an answer, read back as the programs would that they are for."""
import csv
import io
import json

import foi

LETTERS = {
    "refusal.txt": """Home Office

3 June 2021

Dear Ms Example,

We refuse your request for the marigold papers, "the whole, all", under section 40(2) of the Freedom
of Information Act 2000. Section 31(1)(a) applies too.
""",
    "formula.txt": """=HYPERLINK("http://example.org","marigold")

The marigold | papers, *all* of them.
""",
    "silent.txt": "Nothing here about the xylophone.\n",
}


class Answers(foi.Scratch):
    def setUp(self):
        super().setUp()
        for name, text in LETTERS.items():
            self.write(name, text)
        self.update()

    def ask(self, *arguments, status=0):
        return foi.run("foi-query", "-i", self.index, *arguments, status=status)

    def output(self, *arguments, status=0):
        done = self.ask(*arguments, status=status)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode()

    def test_rows_say_of_each_hit_what_json_says(self):
        hits = self.query("marigold")["hits"]
        for name, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
            text = self.output(f"--format={name}", "marigold")
            rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect))
            self.assertEqual([row["id"] for row in rows], [hit["id"] for hit in hits])
            for row, hit in zip(rows, hits):
                for column in ("location", "title", "date", "outcome", "doctype"):
                    self.assertEqual(row[column].lstrip("'"), hit[column] or "", column)
                for column in ("regime", "exemptions", "rulings"):
                    self.assertEqual(row[column], ";".join(hit[column]), column)
                self.assertEqual(int(row["rank"]), hit["rank"])
                self.assertEqual(float(row["score"]), hit["score"])
        self.assertTrue(self.output("--format=csv", "marigold").endswith("\r\n"))
        self.assertNotIn("\r", self.output("--format=tsv", "marigold"))

    def test_a_row_is_a_line_and_no_formula(self):
        lines = self.output("--format=tsv", "marigold").splitlines()
        self.assertEqual(len(lines), 3)
        for line in lines:
            for cell in line.split("\t"):
                self.assertNotRegex(cell, "^[=+@-]")
        self.assertIn("\t'=HYPERLINK(", "\n".join(lines))

    def test_a_line_of_json_is_a_hit(self):
        lines = [json.loads(line) for line in
                 self.output("--format=jsonl", "marigold").splitlines()]
        hits = self.query("marigold")["hits"]
        for line, hit in zip(lines, hits, strict=True):
            self.assertEqual(line, dict(hit, schema=1))

    def test_without_hits_rows_and_lines_are_the_counts(self):
        counts = self.query("marigold")["facets"]["exemption"]
        options = ("--limit=0", "--facet=exemption", "marigold")
        rows = list(csv.DictReader(io.StringIO(self.output("--format=csv", *options))))
        self.assertEqual([(row["value"], int(row["count"])) for row in rows],
                         [(v["value"], v["count"]) for v in counts["values"]] +
                         [("missing", counts["missing"])])
        line, = map(json.loads, self.output("--format=jsonl", *options).splitlines())
        self.assertEqual(line, dict(counts, schema=1, facet="exemption"))

    def test_counts_that_rows_have_no_place_for_are_not_left_out_in_silence(self):
        for name in ("csv", "tsv", "jsonl"):
            failed = self.ask(f"--format={name}", "--facet=year", "marigold", status=2)
            self.assertIn(b"--limit=0", failed.stderr)

    def test_what_rows_cannot_say_goes_to_standard_error(self):
        done = self.ask("--format=csv", "marigold xylophone papers")
        self.assertIn(b"a good part", done.stderr)
        done = self.ask("--format=jsonl", "marigolt", status=1)
        self.assertEqual(done.stdout, b"")
        self.assertIn(b"marigold", done.stderr)

    def test_no_hits_are_a_head_alone(self):
        self.assertEqual(len(self.output("--format=csv", "outcome:disclosed",
                                         status=1).splitlines()), 1)
        self.assertEqual(self.output("--format=jsonl", "outcome:disclosed", status=1), "")

    def test_markdown_stresses_words_and_no_sentences_that_a_tag_was_read_from(self):
        self.write("notice.txt", "Decision notice\n\nThe Commissioner\u2019s decision is that the council was "
                   "entitled to withhold the valuation of the garage under section 43(2) of FOIA.\n")
        self.update()
        hit = self.query("ruling:upheld:43(2)")["hits"][0]["snippets"][0]
        self.assertGreater(hit["highlights"][0][1], 60, "what the tag was read from is long")
        text = self.output("--format=markdown", "ruling:upheld:43(2)")
        quoted = [line for line in text.splitlines() if line.startswith("   > ")]
        self.assertIn("entitled to withhold", quoted[0])
        self.assertNotIn("**", quoted[0])
        self.assertIn("**garage**", self.output("--format=markdown", "ruling:upheld:43(2)", "garage"))

    def test_markdown_shows_what_strangers_wrote_as_it_is(self):
        text = self.output("--format=markdown", "--snippets=2", "marigold")
        self.assertIn("**2 documents** for `marigold`\n", text)
        self.assertIn("**marigold** \\| papers, \\*all\\* of them.", text)
        self.assertIn("\n   Claimed: FOIA s.40(2), s.31(1)(a)\n", text)
        self.assertNotIn("|---|", text, "counts stand there when they are asked for")
        self.assertIn("| FOIA s.40 (foia:40) | 1 |",
                      self.output("--format=markdown", "--facet=exemption", "marigold"))
