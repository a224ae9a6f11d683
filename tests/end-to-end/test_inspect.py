"""foi-index --inspect: the schema of a line, and that every tag can be checked in the text."""
import os
import re

import foi

EVIDENCE = {"quote", "page", "paragraph", "sheet", "row", "confidence", "source"}
SINGLES = {"doctype", "authority", "date", "regime", "outcome", "favours"}
LINE = {"schema", "location", "member", "id", "status", "status_detail", "mime", "file", "title",
        "doctype", "authority", "date", "date_precision", "regime", "provisions", "outcome",
        "favours", "references", "cites", "evidence", "language", "pages", "words", "text_bytes",
        "ocr", "ocr_confidence", "parent", "case", "replaced_by"}


def folded(text):
    return " ".join(text.split())


class Inspect(foi.Scratch):
    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)

    def tags_of(self, line):
        """(name, object with evidence) of every tag of an object of --inspect."""
        yield from line["evidence"].items()
        yield from ((tag["role"], tag) for tag in line["provisions"])
        yield from ((tag["kind"], tag) for tag in line["references"] + line["cites"])

    def test_the_schema_of_a_line(self):
        for line in self.inspect(self.documents):
            self.assertLessEqual(LINE, set(line))
            self.assertEqual(line["schema"], 1)
            for tag in line["provisions"]:
                self.assertLessEqual(EVIDENCE | {"id", "role"}, set(tag))
            for tag in line["references"] + line["cites"]:
                self.assertLessEqual(EVIDENCE | {"kind", "id", "own"}, set(tag))
            self.assertTrue(all(tag["own"] for tag in line["references"]))
            self.assertFalse(any(tag["own"] for tag in line["cites"]))
            if line["authority"]:
                self.assertLessEqual({"id", "name", "as_written"}, set(line["authority"]))
            self.assertEqual(line["date"] is None, line["date_precision"] is None)

    def test_every_tag_has_its_evidence_and_nothing_else_has(self):
        for line in self.inspect(self.documents):
            given = {name for name in SINGLES if line[name]}
            self.assertEqual(set(line["evidence"]), given, line["location"])
            for evidence in line["evidence"].values():
                self.assertEqual(set(evidence), EVIDENCE)

    def test_every_quote_stands_where_it_is_said_to_stand(self):
        quotes = 0
        for line in self.inspect("--text", self.documents):
            pages = [folded(page) for page in line["text"].split("\f")]
            for name, tag in self.tags_of(line):
                self.assertGreater(tag["confidence"], 0, name)
                self.assertLessEqual(tag["confidence"], 1, name)
                self.assertEqual(tag["source"], "read")
                if tag["quote"] is None:
                    self.assertIsNone(tag["page"])
                    continue
                quotes += 1
                text = pages[tag["page"] - 1] if tag["page"] else " ".join(pages)
                self.assertIn(folded(tag["quote"]), text, f"{line['location']}: {name}")
                self.assertLessEqual(len(tag["quote"]), 400, "a quote is read in seconds")
        self.assertGreater(quotes, 500)

    def test_a_person_sees_every_tag_within_the_width_of_the_terminal(self):
        environment = dict(os.environ, COLUMNS="72")
        said = foi.run("foi-index", "--inspect", self.documents, env=environment).stdout.decode()
        shown = said.split("\n\n")
        for part, line in zip(shown, self.inspect(self.documents)):
            for text in part.split("\n")[3:]:
                self.assertLessEqual(len(text), 72, text)
            flat = folded(part)
            for name, tag in self.tags_of(line):
                place = re.escape(f"{tag['confidence']:.2f}, {tag['source']})")
                self.assertRegex(flat, place, name)
                if tag["quote"]:
                    self.assertIn(f'"{folded(tag["quote"])}"', flat)
                if tag["page"]:
                    self.assertIn(f"page {tag['page']}, ", flat)

    def test_the_same_words_are_shown_in_the_same_order_on_every_run(self):
        first = foi.run("foi-index", "--inspect", self.documents).stdout
        self.assertEqual(first, foi.run("foi-index", "--inspect", self.documents).stdout)


class Hostile(foi.Scratch):
    """A megabyte of one thing: read to its end and tagged, and nothing claimed where nothing is said."""

    PIECES = {"parts": ("section 1", "(1)"), "digits": ("", "1234567890"), "commas": ("", ","),
              "upheld": ("", "upheld "), "newlines": ("", "\n"), "quotes": ("", '"'),
              "dear": ("", "Dear "), "headings": ("", "DECISION\n\n"), "brackets": ("", "("),
              "ranges": ("", "sections 1 to 50 and "), "mail": ("", "From: a@b.example\nSent: now\n\n"),
              "lines": ("", "FOI 40: Not upheld\n"), "numbers": ("sections 1", ", 2")}

    def test_a_megabyte_of_one_thing_is_read_and_tagged(self):
        for name, (head, piece) in self.PIECES.items():
            self.write(f"{name}.txt", head + piece * (2 ** 20 // len(piece)))
        lines = {os.path.basename(line["location"]): line for line in self.inspect(self.documents)}
        self.assertEqual(len(lines), len(self.PIECES))
        for name, line in lines.items():
            self.assertIn(line["status"], ("ok", "partial", "empty"), name)
            claimed = {tag["id"] for tag in line["provisions"] if tag["role"] != "mentioned"}
            self.assertLessEqual(claimed, {"foia:40"} if name == "lines.txt" else set(), name)
