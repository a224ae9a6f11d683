"""Facets of the example corpus: every query that drills down gives what its count says."""
import csv
import io

import foi

FACETS = "authority,sector,regime,type,exemption,ruling,outcome,favours,year,month,case,file,lang,path"

QUERIES = ("type:decision-notice", "exemption:43 year:2024", "request OR decision",
           "exemption:40(2) exemption:31 request", "exemption:43 OR exemption:31 OR exemption:missing",
           "information date:2019..2023", "-type:request")


class Facets(foi.Scratch):
    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)
        self.update(status=None)

    def total(self, query):
        return self.query("--limit=0", "--facet=", "--", query)["total"]

    def test_what_a_value_drills_down_to_is_what_it_counts(self):
        tried = 0
        for query in QUERIES:
            answer = self.query("--limit=0", f"--facet={FACETS}", "--facet-size=5", "--", query)
            self.assertFalse(answer["relaxed"], query)
            for name, facet in answer["facets"].items():
                for value in facet["values"]:
                    self.assertEqual(self.total(value["query"]), value["count"], value)
                    tried += 1
                if facet["missing_query"]:
                    self.assertEqual(self.total(facet["missing_query"]), facet["missing"], name)
        self.assertGreater(tried, 200)

    def test_the_folders_of_the_corpus_are_a_tree(self):
        folders = self.query("--limit=0", "--facet=path", "--facet-size=0", "letter")["facets"]["path"]
        first = folders["values"][0]
        self.assertEqual((first["value"], first["parent"]), (str(self.documents), None))
        known = {value["value"]: value["count"] for value in folders["values"]}
        for value in folders["values"][1:]:
            self.assertTrue(value["value"].startswith(value["parent"] + "/"), value)
            self.assertLessEqual(value["count"], known[value["parent"]])

    def test_a_person_sees_a_tree_with_marks(self):
        text = foi.run("foi-query", "-i", self.index, "--limit=0", "--facet=exemption",
                       "--facet-size=4", "exemption:43(2)").stdout.decode()
        lines = text.splitlines()
        self.assertIn("Exemption (exemption), counted without its filter", lines)
        marked = [line for line in lines if line.startswith("*")]
        self.assertEqual(len(marked), 1, text)
        self.assertRegex(marked[0], r"^\*  +\d+    FOIA s\.43\(2\)  +foia:43\(2\)$")
        above = [line for line in lines if line.endswith(" foia:43")]
        self.assertRegex(above[0], r"^   +\d+  FOIA s\.43 ")

    def test_every_format_tells_what_is_selected_and_that_it_is_widened(self):
        arguments = ("--limit=0", "--facet=exemption,type", "--facet-size=4", "exemption:43(2)")
        text = foi.run("foi-query", "-i", self.index, "--format=markdown", *arguments).stdout.decode()
        self.assertIn("\n| Exemption (exemption), counted without its filter | documents |\n", text)
        self.assertIn("\n| Document type (type) | documents |\n", text)
        self.assertRegex(text, r"\n\| FOIA s\.43 \(foia:43\) \| \d+ \|\n"
                               r"\| \u00a0\u00a0FOIA s\.43\(2\) \(foia:43\(2\)\), selected \| \d+ \|\n")
        self.assertRegex(text, r"\n\| \(missing\) \| \d+ \|\n")
        table = foi.run("foi-query", "-i", self.index, "--format=csv", *arguments).stdout.decode()
        for row in csv.DictReader(io.StringIO(table, newline="")):
            self.assertEqual(row["widened"], "widened" if row["facet"] == "exemption" else "")
            self.assertEqual(row["selected"], "selected" if row["value"] == "foia:43(2)" else "")

    def test_what_to_type_stands_beside_every_label_of_a_facet_or_beside_none(self):
        told = set()
        for columns in (40, 60, 80, 200):
            for name in ("authority", "exemption", "type", "path"):
                arguments = ("--limit=0", f"--facet={name}", "--facet-size=12", "exemption:31")
                facet = self.query(*arguments)["facets"][name]
                text = foi.run("foi-query", "-i", self.index, *arguments,
                               env=dict(foi.os.environ, COLUMNS=str(columns))).stdout.decode()
                ends = [line.split()[-1] for line in text.splitlines() if line[:9].strip("* ").isdigit()]
                values = [value["value"] for value in facet["values"] if value["label"] != value["value"]]
                shown = sum(value in ends for value in values)
                self.assertIn(shown, (0, len(values)), text)
                told.add((name, columns, shown > 0))
        self.assertIn(("authority", 80, True), told)
        self.assertIn(("exemption", 60, True), told)
        self.assertIn(("authority", 40, False), told)

    def test_forty_columns_are_enough(self):
        text = foi.run("foi-query", "-i", self.index, "--limit=0", f"--facet={FACETS}",
                       "exemption:43(2)", env=dict(foi.os.environ, COLUMNS="40")).stdout.decode()
        self.assertLessEqual(max(map(len, text.splitlines())), 40)
