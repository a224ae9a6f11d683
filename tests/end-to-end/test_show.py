"""foi-query --show: a document whole or in part, in each format."""
import json
import os
import zipfile

import foi

DECISION = """Freedom of Information Act 2000 (Section 50)
Decision Notice

Date: 31 January 2024
Public Authority: Home Office
Reference: IC-262154-X1Y2

Decision

1. The complainant asked the Home Office for the marigold papers.

2. The Commissioner's decision is that the Home Office was not entitled to rely on section 31(1)(a).

It failed to show any prejudice *at all*.

3. The Commissioner requires no steps.
"""


class Show(foi.Scratch):
    def setUp(self):
        super().setUp()
        self.path = self.write("decision.txt", DECISION)
        self.write("costs.csv", "what,pounds\ngates,12\nfences,7\n")
        self.update()
        self.id = self.query("marigold")["hits"][0]["id"]

    def show(self, *arguments, status=0, name=None):
        done = foi.run("foi-query", "-i", self.index, "--show", name or self.id, *arguments,
                       status=status)
        return (done.stdout if status == 0 else done.stderr).decode()

    def test_a_paragraph_is_what_belongs_to_it(self):
        text = self.show("--paragraph=2")
        self.assertIn("IC-262154-X1Y2 (ICO, 31 January 2024) [2]\n", text)
        self.assertIn("not entitled", text)
        self.assertIn("any prejudice", text)
        self.assertNotIn("marigold", text)
        self.assertNotIn("confidence", text)
        self.assertIn("[2]-[3]", self.show("--paragraph=2-3"))
        self.assertIn("requires no steps", self.show("--paragraph=2-"))

    def test_a_part_as_json_and_as_markdown(self):
        shown = json.loads(self.show("--paragraph=2", "--format=json"))
        self.assertEqual([part["paragraph"] for part in shown["parts"]], [2, 2])
        self.assertEqual(shown["citation"], "IC-262154-X1Y2 (ICO, 31 January 2024) [2]")
        text = self.show("--paragraph=2", "--format=markdown")
        self.assertIn("> It failed to show any prejudice \\*at all\\*.\n>\n"
                      "> — IC-262154-X1Y2 (ICO, 31 January 2024) \\[2\\]\n", text)

    def test_a_whole_document_as_markdown(self):
        text = self.show("--format=markdown")
        self.assertTrue(text.startswith("# "), text)
        self.assertIn("- **rejected**: FOIA s.31(1)(a)", text)
        self.assertIn("\n3\\. The Commissioner requires no steps.\n", text)

    def test_what_is_not_there_is_an_error_that_says_what_there_is(self):
        self.assertIn("paragraphs 1 to 3", self.show("--paragraph=4", status=2))
        self.assertIn("no numbers of pages", self.show("--page=1", status=2))
        self.assertIn("no sheets", self.show("--sheet=Costs", status=2))
        for value in ("0", "-1", "3-2", "x", "", "2-x", "99999999999"):
            self.assertIn("range", self.show("--paragraph=" + value, status=2))

    def test_rows_of_a_table(self):
        text = self.show("--row=2-3", name=self.documents / "costs.csv")
        self.assertIn("gates", text)
        self.assertNotIn("pounds", text)

    def test_a_document_is_named_by_less_than_its_id_and_by_its_file(self):
        whole = self.show()
        self.assertEqual(self.show(name=self.id[:6]), whole)
        self.assertEqual(self.show(name=self.id.upper()), whole)
        self.assertEqual(self.show(name=self.path), whole)
        done = foi.run("foi-query", "-i", self.index, "--show=decision.txt", cwd=self.documents)
        self.assertEqual(done.stdout.decode(), whole)
        self.show(name=self.id[:5], status=1)
        self.show(name=os.fsdecode(self.path) + ".old", status=1)

    def test_what_lies_in_a_file_is_named_as_hits_print_it(self):
        packed = self.documents / "letters of may.zip"
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("in/one.txt", "The tulips of the first letter.")
            archive.writestr("in/two.txt", "The tulips of the second letter.")
        self.update()
        hits = foi.run("foi-query", "-i", self.index, "tulips").stdout.decode()
        for member, word in (("in/one.txt", "first"), ("in/two.txt", "second")):
            self.assertIn(f"{packed} > {member}", hits)
            self.assertIn(word, self.show(name=f"{packed} > {member}"))
        self.assertIn("no document", self.show(name=f"{packed} > in/three.txt", status=1))

    def test_what_only_a_document_has_goes_with_show_alone(self):
        for option in ("--page=1", "--paragraph=1", "--row=1", "--sheet=A"):
            failed = foi.run("foi-query", "-i", self.index, option, "marigold", status=2)
            self.assertIn(b"--show", failed.stderr)
