"""Tables and timelines of the example corpus, against the labels that people gave its documents."""
import collections
import csv
import io
import json
import os

import foi

# Matches everything: no document has the word.
EVERYTHING = ("--", "-xyzzyq")

CLAIMS = ("relied", "upheld", "rejected", "withdrawn")


def labels():
    with open(foi.SOURCE / "corpus" / "gold.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def names(cell, provision, doubtful):
    """Whether a cell of labels has the provision or a part of it; those in doubt (x?) count if so told."""
    if cell == "?":
        return doubtful
    items = [item for item in cell.split(";") if doubtful or not item.endswith("?")]
    return any(item.rstrip("?") == provision or item.startswith(provision + "(") for item in items)


class Corpus(foi.Scratch):
    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)
        self.update(status=None)

    def ask(self, *arguments, status=0, **options):
        return foi.run("foi-query", "-i", self.index, *arguments, status=status, **options)


class Tables(Corpus):
    def table(self, *arguments):
        return json.loads(self.ask("--format=json", *arguments).stdout)

    def rows(self, table):
        return {value["value"]: (value, dict(zip((c["value"] for c in table["columns"]["values"]), counts)))
                for value, counts in zip(table["rows"]["values"], table["counts"])}

    def test_exemptions_stood_and_fell_as_people_read_it(self):
        table = self.table("--tabulate=exemption,ruling", "--facet-size=0", *EVERYTHING)
        rows = self.rows(table)
        for provision in ("foia:43(2)", "foia:43", "foia:31", "foia:31(1)(a)", "eir:12(5)(e)", "foia:36(2)(c)",
                          "foia:42", "foisa:30(b)"):
            value, counts = rows[provision]
            for ruling in ("upheld", "rejected"):
                low, high = (sum(names(row[ruling], provision, doubtful) for row in labels())
                             for doubtful in (False, True))
                self.assertTrue(low <= counts[ruling] <= high, (provision, ruling, counts, low, high))
            low, high = (sum(any(names(row[claim], provision, doubtful) for claim in CLAIMS)
                             for row in labels()) for doubtful in (False, True))
            self.assertTrue(low <= value["count"] <= high, (provision, value, low, high))
            self.assertEqual(value["whole"] + counts["not-ruled"], value["count"])
        self.assertEqual(rows["foia:43(2)"][1]["rejected"], 2)
        self.assertEqual(rows["foia:43(2)"][0]["parent"], "foia:43")

    def test_a_cell_is_what_both_filters_give(self):
        table = self.table("--tabulate=authority,type", "--facet-size=4", *EVERYTHING)
        for authority, (value, counts) in self.rows(table).items():
            for doctype, count in counts.items():
                query = f"authority:{authority or 'missing'} type:{doctype or 'missing'}"
                self.assertEqual(self.query("--limit=0", query)["total"], count, query)
            self.assertEqual(value["whole"], value["count"])
        total = self.query("--limit=0", *EVERYTHING)["total"]
        self.assertEqual(table["total"], total)
        self.assertEqual(table["rows"]["more"], table["rows"]["distinct"] - 4)

    def test_two_facets_can_be_written_in_many_ways(self):
        plain = self.ask("--tabulate=exemption,ruling", "type:decision-notice").stdout
        for text in ("exemptionxruling", "exemption x ruling", "exemption X ruling", "exemption×ruling",
                     "exemption * ruling", "exemption, ruling", "ruling,exemption"):
            self.assertEqual(self.ask("--tabulate", text, "type:decision-notice").stdout, plain, text)
        for text, said in (("exemption,rulling", b"did you mean ruling?"),
                           ("exemption", b"a pair of facets such as exemption,ruling is expected"),
                           ("", b"a pair of facets")):
            self.assertIn(said, self.ask(f"--tabulate={text}", "type:decision-notice", status=2).stderr)

    def test_rows_for_programs_say_what_json_says(self):
        arguments = ("--tabulate=exemption,ruling", "--facet-size=5", *EVERYTHING)
        table = self.table(*arguments)
        for name, dialect in (("csv", "excel"), ("tsv", "excel-tab")):
            done = self.ask(f"--format={name}", *arguments)
            self.assertIn(b" more rows", done.stderr)
            text = io.StringIO(done.stdout.decode(), newline="")
            for row, value, counts, shares in zip(csv.DictReader(text, dialect=dialect), table["rows"]["values"],
                                                  table["counts"], table["shares"], strict=True):
                self.assertEqual(row["exemption"], value["value"])
                self.assertEqual(row["parent"], value["parent"] or "")
                self.assertEqual(int(row["documents"]), value["count"])
                self.assertEqual([int(row[c]) for c in ("upheld", "rejected", "not-ruled")], counts)
                for ruling, share in zip(("upheld", "rejected"), shares):
                    self.assertEqual(row[f"{ruling} share"], "" if share is None else f"{share:.3f}")

    def test_markdown_says_what_a_person_is_told(self):
        table = self.table("--tabulate=exemption,ruling", "--facet-size=9", "type:decision-notice")
        lines = self.ask("--tabulate=exemption,ruling", "--facet-size=9", "--format=markdown",
                         "type:decision-notice").stdout.decode().splitlines()
        self.assertEqual(lines[0], f"**{table['total']} documents** for `type:decision-notice`")
        self.assertIn("| Exemption | documents | Upheld | Rejected | Not ruled on |", lines)
        counts = " | ".join(str(value["count"]) for value in table["columns"]["values"])
        self.assertIn(f"| All | {table['total']} | {counts} |", lines)
        self.assertEqual(lines[-1], "Percentages are of the documents that ruled on the provision.")
        self.assertIn(f"and {table['rows']['more']} more rows", lines)
        section = next(number for number, line in enumerate(lines) if line.startswith("| FOIA s.40 |"))
        self.assertTrue(lines[section + 1].startswith("| \u00a0\u00a0FOIA s.40("), lines[section + 1])

    def test_markdown_tells_a_relaxed_answer(self):
        for option in ("--tabulate=year,type", "--timeline"):
            answer = json.loads(self.ask(option, "--format=json", "vexatious gates passport").stdout)
            self.assertTrue(answer["relaxed"])
            lines = self.ask(option, "--format=markdown", "vexatious gates passport").stdout.decode().splitlines()
            self.assertRegex(lines[0], rf"^\*\*{answer['total']} documents, with .* words\*\* for `vexatious ")

    def test_a_misspelt_word_is_told(self):
        for option in ("--tabulate=year,type", "--timeline"):
            answer = json.loads(self.ask(option, "--format=json", "vexatius", status=1).stdout)
            self.assertEqual(answer["suggestion"], "vexatious")
            for form, said in (("text", "Did you mean: vexatious\n"), ("markdown", "Did you mean `vexatious`?\n"),
                               ("csv", "did you mean: vexatious\n"), ("tsv", "did you mean: vexatious\n")):
                done = self.ask(option, f"--format={form}", "vexatius", status=1)
                self.assertIn(said, (done.stderr if form in ("csv", "tsv") else done.stdout).decode())

    def test_a_table_fits_the_terminal(self):
        for columns in (40, 80, 200):
            for pair in ("exemption,ruling", "authority,outcome", "path,type", "month,exemption"):
                text = self.ask("--tabulate", pair, *EVERYTHING,
                                env=dict(os.environ, COLUMNS=str(columns))).stdout.decode()
                self.assertLessEqual(max(map(len, text.splitlines())), columns, text)
                self.assertEqual([line for line in text.splitlines() if line.endswith(" ")], [])

    def test_years_stand_in_order(self):
        values = self.table("--tabulate=year,month", *EVERYTHING)
        for side in ("rows", "columns"):
            years = [value["value"] for value in values[side]["values"] if value["value"]]
            self.assertEqual(years, sorted(years))

    def test_nothing_found_is_an_empty_table(self):
        for option in ("--tabulate=year,type", "--timeline", "--timeline=month"):
            for form in ("text", "json", "csv", "tsv", "markdown"):
                self.ask(option, f"--format={form}", "xyzzyq", status=1)
            self.ask(option, "--format=jsonl", "xyzzyq", status=2)
            self.ask(option, "--limit=3", "xyzzyq", status=2)
            self.ask(option, status=2)


class Timelines(Corpus):
    def test_years_are_counted_as_people_dated_the_documents(self):
        dated = collections.Counter(row["date"][:4] for row in labels()
                                    if row["date"] and "|" not in row["date"] and "?" not in row["date"])
        answer = json.loads(self.ask("--format=json", "--timeline", *EVERYTHING).stdout)
        counted = {entry["first"]: entry["count"] for entry in answer["periods"]}
        self.assertEqual(sum(counted.values()) + answer["undated"], answer["total"])
        for year in ("2018", "2020", "2022"):
            self.assertLessEqual(abs(counted[year] - dated[year]), 2, year)
        years = [int(year) for year in counted]
        self.assertEqual(years, list(range(years[0], years[-1] + 1)))

    def test_bars_are_blocks_where_the_locale_has_them(self):
        for locale, bar in (("C.UTF-8", "\u2588"), ("C", "#")):
            for columns in (40, 200):
                environment = dict(os.environ, LC_ALL=locale, COLUMNS=str(columns))
                lines = self.ask("--timeline", *EVERYTHING, env=environment).stdout.decode().splitlines()
                self.assertEqual(max(map(len, lines)), columns)
                self.assertTrue(any(bar in line for line in lines))

    def test_one_stray_date_is_a_gap_not_thousands_of_lines(self):
        self.write("old.txt", "Chertsey Abbey\n\n14 October 1066\n\nDear Sir,\n\nThank you for your letter.\n")
        tags = self.directory / "tags.tsv"
        tags.write_text("path\tdate\ndocuments/old.txt\t1066-10-14\n", encoding="utf-8")
        self.update("--tags", tags, self.documents, status=None)
        answer = json.loads(self.ask("--format=json", "--timeline=month", *EVERYTHING).stdout)
        self.assertEqual(answer["periods"][0], {"first": "1066-10", "last": "1066-10", "periods": 1, "count": 1})
        self.assertGreater(answer["periods"][1]["periods"], 11000)
        self.assertLess(len(answer["periods"]), 400)
        text = self.ask("--timeline", *EVERYTHING).stdout.decode()
        self.assertIn("  1067..2007  none in 941 years\n", text)

    def test_rows_for_programs_say_what_json_says(self):
        answer = json.loads(self.ask("--format=json", "--timeline=month", *EVERYTHING).stdout)
        text = self.ask("--format=csv", "--timeline=month", *EVERYTHING).stdout.decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        wanted = [(entry["first"], entry["last"], str(entry["count"])) for entry in answer["periods"]]
        wanted += [(name, "", str(answer[key])) for name, key in (("no-month", "no_month"), ("missing", "undated"))
                   if answer[key]]
        self.assertEqual([tuple(row.values()) for row in rows], wanted)
