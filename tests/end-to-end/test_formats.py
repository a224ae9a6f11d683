"""Every file of ../shared/fixtures/formats and .../mail, in one run, against what its label says."""
import collections
import csv
import re
import time
import unittest

import foi

FORMATS = (foi.SHARED / "fixtures" / "formats").resolve()
LABELS = FORMATS.parent / "formats-labels.csv"
MAIL = FORMATS.parent / "mail"

# Of these categories the files hold text that a person can read.
READABLE = {"pdf-text", "ooxml", "odf", "rtf", "tnef", "msg", "email", "html", "utf16-text", "text"}
LOCKED = {"pdf-password", "ole-encrypted-ooxml"}
# Files of a readable category without a word of text, or of a kind that is not read.
WITHOUT_TEXT = {
    "fmt-libarchive__test_compat_zip_7.xps": "XPS",
    "fmt-tika__testPPT.xps": "XPS",
    "fmt-tika__test_text.xps": "XPS",
    "fmt-tika__testXPSWithDataDescriptor.xps": "XPS",
    "fmt-tika__testXPSWithDataDescriptor2.xps": "XPS",
    "fmt-tika__testEXCEL_charts.xlsb": "XLSB",
    "fmt-pdfjs__bug1922766.pdf": "only the caption of a button, which is no value",
    "froide__tests__testdata__redaction-test-precision.odg": "a drawing of lines",
}
# How much of what another reader finds in a PDF must be there. It shows the values of fields as they are
# printed ("232,324.00"), ours as they were entered.
SHARE, SHARE_OF_FORMS = 0.75, 0.5
LETTERS = re.compile(r"[^\W_]")


def letters(text):
    return len(LETTERS.findall(text))


def by_file(lines, folder):
    """File name -> the lines of the file and of all its members."""
    files = collections.defaultdict(list)
    for line in lines:
        files[line["location"][len(str(folder)) + 1:]].append(line)
    return files


@unittest.skipUnless(LABELS.exists(), f"no fixtures at {FORMATS}")
class Formats(foi.Scratch):
    @classmethod
    def setUpClass(cls):
        with open(LABELS, encoding="utf-8", newline="") as table:
            cls.labels = list(csv.DictReader(table))
        scratch = cls("inspect")
        started = time.monotonic()
        cls.lines = by_file(scratch.inspect("--text", FORMATS), FORMATS)
        cls.took = time.monotonic() - started

    def text_of(self, name):
        return "\n".join(line["text"] for line in self.lines[name])

    def test_every_file_has_a_status_and_a_reason_where_it_was_not_read(self):
        missing = [row["path"] for row in self.labels if not self.lines[row["path"]]]
        self.assertEqual(missing, [])
        for name, lines in self.lines.items():
            for line in lines:
                self.assertNotIn(line["status"], ("crashed", "timeout"), f"{name}: {line}")
                if line["status"] != "ok":
                    self.assertTrue(line["status_detail"], name)

    def test_there_is_text_where_the_label_says_so(self):
        without = [row["path"] for row in self.labels
                   if READABLE & set(row["category"].split()) and row["path"] not in WITHOUT_TEXT
                   and letters(self.text_of(row["path"])) == 0]
        self.assertEqual(without, [])

    def test_the_text_of_a_pdf_is_as_long_as_another_reader_found_it(self):
        short = {}
        for row in self.labels:
            wanted = int(row["pdftext_chars"] or 0)
            found = len(re.sub(r"\s", "", self.text_of(row["path"])).encode())
            share = SHARE_OF_FORMS if "pdf-form" in row["category"] else SHARE
            if row["path"] in WITHOUT_TEXT or "pdf-text" not in row["category"]:
                continue
            if found < wanted * share:
                short[row["path"]] = (found, wanted)
        self.assertEqual(short, {})

    def test_what_is_locked_is_said_to_be(self):
        for row in self.labels:
            statuses = {line["status"] for line in self.lines[row["path"]]}
            if LOCKED & set(row["category"].split()):
                self.assertEqual(statuses, {"encrypted"}, row["path"])
            elif "zip-encrypted" in row["category"]:
                self.assertIn("encrypted", statuses | self.mentioned(row["path"]), row["path"])

    def mentioned(self, name):
        return {"encrypted" for line in self.lines[name] if "password" in (line["status_detail"] or "")}


@unittest.skipUnless(MAIL.is_dir(), f"no fixtures at {MAIL}")
class Mail(foi.Scratch):
    def test_every_mail_has_a_status_and_none_crashes(self):
        lines = by_file(self.inspect(MAIL), MAIL)
        files = [path for path in MAIL.rglob("*") if path.is_file()]
        self.assertEqual(len(lines), len(files))
        for name, documents in lines.items():
            for line in documents:
                self.assertNotIn(line["status"], ("crashed", "timeout"), f"{name}: {line}")


if __name__ == "__main__":
    unittest.main()
