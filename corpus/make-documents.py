#!/usr/bin/env python3
"""Build the example corpus from its readable sources.  Standard library only.

  make-documents.py OUTDIR   write all documents below OUTDIR, the same bytes on every run
  make-documents.py --list   print the documents' paths, one a line
  make-documents.py --check  compare the documents with gold.tsv and questions.tsv

A source `X.pdf.src`, `X.docx.src`, `X.xlsx.src`, `X.eml.src` or `X.txt.src` becomes `X.pdf` and so on; every
other file is copied as it is. Exit status: 0, 1 where --check finds a difference, 2 for bad usage.
"""
import csv
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # a build leaves nothing behind in the source tree

from builders.docx import build_docx
from builders.mail import build_mail
from builders.pdf import build_pdf
from builders.source import SUFFIX, parse_source
from builders.xlsx import build_xlsx

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
ATTACHMENTS = SOURCES / "attachments"
BYTE_ORDER_MARK = "\ufeff"


def document_sources():
    """All sources of documents in path order; attachments are parts of mails, not documents."""
    files = sorted(path for path in SOURCES.rglob("*") if path.is_file())
    return [path for path in files if ATTACHMENTS not in path.parents]


def output_name(path):
    """The path of a document inside the output directory."""
    relative = path.relative_to(SOURCES).as_posix()
    return relative[: -len(SUFFIX)] if relative.endswith(SUFFIX) else relative


def build(path):
    """The bytes of the document made from one source file."""
    if path.suffix != SUFFIX:
        return path.read_bytes()
    source = parse_source(path.read_text(encoding="utf-8"))
    kind = Path(path.stem).suffix
    if kind == ".pdf":
        return build_pdf(source)
    if kind == ".docx":
        return build_docx(source)
    if kind == ".xlsx":
        return build_xlsx(source)
    if kind == ".eml":
        return build_mail(source, attachments_of(source))
    return build_text(source)


def build_text(source):
    """A text in the charset that its front matter names; UTF-16 begins with a byte order mark."""
    charset = source.meta["charset"]
    mark = BYTE_ORDER_MARK if charset.startswith("utf-16") else ""
    return (mark + source.body.replace("\n", "\r\n")).encode(charset)


def attachments_of(source):
    """Name and bytes of each attachment that a mail's front matter lists."""
    names = [name.strip() for name in source.meta.get("attach", "").split(",") if name.strip()]
    return [(name, build(attachment_source(name))) for name in names]


def attachment_source(name):
    """The source file of an attachment, built or copied."""
    built = ATTACHMENTS / (name + SUFFIX)
    return built if built.exists() else ATTACHMENTS / name


def write_documents(directory):
    """Build every document into its place below the directory."""
    for path in document_sources():
        target = directory / output_name(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(build(path))


def read_table(name):
    """The rows of a tab-separated table beside this script."""
    with open(HERE / name, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def differences():
    """What is wrong between the documents, the gold labels and the questions."""
    paths = [output_name(path) for path in document_sources()]
    names = [Path(path).name for path in paths]
    gold = read_table("gold.tsv")
    problems = [f"base name used twice: {name}" for name in set(names) if names.count(name) > 1]
    labelled = {row["path"] for row in gold}
    problems += [f"no gold row: {path}" for path in paths if path not in labelled]
    problems += [f"gold row without a document: {path}" for path in labelled - set(paths)]
    problems += [f"file and path differ: {row['file']}" for row in gold
                 if Path(row["path"]).name != row["file"]]
    for row in read_table("questions.tsv"):
        problems += [f"question names no document: {name}" for name in row["files"].split()
                     if name not in names]
    return sorted(problems)


def main(arguments):
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print(__doc__, file=sys.stderr)
        return 2
    if arguments[0] == "--list":
        print("\n".join(output_name(path) for path in document_sources()))
        return 0
    if arguments[0] == "--check":
        problems = differences()
        print("\n".join(problems) if problems else "gold and questions agree with the documents")
        return 1 if problems else 0
    if arguments[0].startswith("-"):
        print(f"make-documents.py: unknown option {arguments[0]}; see --help", file=sys.stderr)
        return 2
    write_documents(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
