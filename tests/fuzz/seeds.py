#!/usr/bin/env python3
"""Seeds and a dictionary for the fuzzer of the tagger: seeds.py OUTDIR.  Standard library only.

The seeds are the sources of the example corpus, twice each: as plain text, and as blocks of a mail, a
web page or a PDF. The dictionary holds the words of the tables of law, phrases and authorities, for no
chance would find them.
"""
import csv
import pathlib
import re
import sys

CORPUS = pathlib.Path(__file__).resolve().parents[2] / "corpus"

# What makes text a letter, a notice or a reference to the law, beside the words of the tables.
PIECES = (
    "section ", "sections ", "s.", "ss. ", "s", "regulation ", "regs ", "r ", "adran ", "Sectlon ",
    "(1)", "(2)", "(a)", "(b)", "(i)", "(ii)", "(3A)", "(5B)", "40(2)", "36(2)(b)(i), (ii) and (c)",
    "12(5)(e)", "10(4)(b)", "12.5.b", "35-36", " to ", " and ", " or ", " of the ", "FOI 40: ",
    "EIR 5(2): ", "FOIA", "FOISA", "EIRs", "Not upheld", "Upheld", "Partly upheld", "the Act",
    "the Regulations", "\n\n", "\f", "\t", "> ", "# ", "Dear ", "Yours sincerely", "From: ", "Sent: ",
    "Date: ", "Subject: ", "Our ref: ", "Public Authority: ", "Reference: ", "4 June 2020", "June 2020",
    "03/02/2011", "27.07.2020", "12July 2017", "17 Hydref 2022", "Decision: ", "Signed", "1. ", "17. ",
    "FS50123456", "IC-123456-A1B2", "FER0123456", "EA/2023/0001", "[2023] UKFTT 311 (GRC)",
    "Decision 083/2024", "request-467593-c3b9ea02@example.org", "FOI2023/12345", "\u2019", "\u00a0",
    "\u00ad", "\u2013", "\ufffd")


def words_of_tables():
    """Runs of plain words in the patterns and names of the tables."""
    for table, columns in (("phrases.tsv", ("pattern",)), ("regimes.tsv", ("long", "names")),
                           ("authorities.tsv", ("name", "other", "acronyms", "domains"))):
        with open(CORPUS / table, encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
                    if row.get(columns[0])]
        step = 8 if table == "authorities.tsv" else 1
        for row in rows[::step]:
            for column in columns:
                for run in re.split(r"[^\w &'.-]+|_", row.get(column) or ""):
                    if 2 < len(run.strip()) <= 48:
                        yield run.strip() + " "


def quoted(piece):
    """A piece as libFuzzer's dictionaries write it."""
    return '"' + "".join(chr(byte) if 32 <= byte < 127 and byte not in (34, 92) else f"\\x{byte:02x}"
                         for byte in piece.encode()) + '"'


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    directory = pathlib.Path(arguments[0])
    seeds = directory / "seeds"
    seeds.mkdir(parents=True, exist_ok=True)
    sources = sorted(path for path in (CORPUS / "sources").rglob("*") if path.is_file())
    for number, path in enumerate(sources):
        text = path.read_bytes()
        kind = number % 6
        (seeds / f"{path.name}-lines").write_bytes(bytes([ord("0") + kind]) + text)
        (seeds / f"{path.name}-blocks").write_bytes(bytes([ord("`") + kind]) + text)
    pieces = list(dict.fromkeys([*PIECES, *words_of_tables()]))
    (directory / "dictionary").write_text("".join(quoted(piece) + "\n" for piece in pieces))
    print(f"{2 * len(sources)} seeds, {len(pieces)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
