"""The readable sources: front matter (`key: value` between `---` lines) and a body of blocks.

A body is parted by blank lines into blocks, a small subset of Markdown:

    # Heading        ## Lower heading      > quotation       - bullet
    12. numbered     | cell | cell |       <<page>>          anything else: a paragraph

The lines of a block are joined; a line that ends with a backslash keeps its break. In a DOCX,
~~text~~ is a tracked deletion and ++text++ a tracked insertion.
"""
import re
from dataclasses import dataclass

SUFFIX = ".src"


@dataclass(frozen=True)
class Source:
    """One parsed source file."""

    meta: dict
    body: str


@dataclass(frozen=True)
class Block:
    """One block: kind, text, and for numbered paragraphs and headings the number or level."""

    kind: str
    text: str = ""
    label: str = ""
    rows: tuple = ()


def parse_source(text):
    """Split a source into front matter and body; a source without front matter is all body."""
    if not text.startswith("---\n"):
        return Source({}, text)
    head, _, body = text[4:].partition("\n---\n")
    meta = {}
    for line in head.splitlines():
        key, _, value = line.partition(":")
        meta[key.strip()] = value.strip()
    return Source(meta, body.lstrip("\n"))


def parse_blocks(body):
    """Return the blocks of a body in order."""
    blocks = []
    for chunk in re.split(r"\n\s*\n", body.strip("\n")):
        blocks.extend(blocks_of_chunk(chunk.splitlines()))
    return blocks


def blocks_of_chunk(lines):
    """One chunk is one block, except that each bullet is a block of its own."""
    first = lines[0]
    if first.strip() == "<<page>>":
        return [Block("page")]
    if first.startswith("|"):
        return [Block("table", rows=table_rows(lines))]
    if first.startswith("- "):
        return [Block("bullet", text) for text in bullet_texts(lines)]
    if first.startswith("> "):
        return [Block("quote", join_lines([line.lstrip("> ") for line in lines]))]
    heading = re.match(r"(#+) ", first)
    if heading:
        return [Block("heading", join_lines(lines)[heading.end():], str(len(heading.group(1))))]
    numbered = re.match(r"(\d+)\. ", first)
    if numbered:
        return [Block("numbered", join_lines(lines)[numbered.end():], numbered.group(1))]
    return [Block("paragraph", join_lines(lines))]


def join_lines(lines):
    """Join lines with spaces; a trailing backslash becomes a line break."""
    return " ".join(line.strip() for line in lines).replace("\\ ", "\n").rstrip("\\")


def bullet_texts(lines):
    """The text of each bullet; a line without a dash continues the bullet above."""
    texts = []
    for line in lines:
        if line.startswith("- "):
            texts.append(line[2:].strip())
        else:
            texts[-1] += " " + line.strip()
    return texts


def table_rows(lines):
    """The cells of each row; the rule below a header row is left out."""
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines]
    return tuple(row for row in rows if not all(set(cell) <= {"-", ":"} for cell in row))


def plain_text(text):
    """The text as it reads with all tracked changes accepted."""
    return re.sub(r"~~.*?~~", "", text).replace("++", "")
