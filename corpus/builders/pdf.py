"""A small PDF writer: one column of wrapped text in the standard Helvetica fonts, WinAnsi encoding.

Streams are not compressed, so that the bytes depend on no version of a compression library.
"""
from .source import parse_blocks, plain_text

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
LEFT, RIGHT, TOP, BOTTOM = 72, 523, 770, 80
LEADING_RATIO = 1.35
BODY_SIZE = 10.5
NUMBER_INDENT = 30
BOLD_FACTOR = 1.08
DEFAULT_WIDTH = 556

# Advance widths of Helvetica in thousandths of the size, for the characters 32 to 126.
ASCII_WIDTHS = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
]


class Pages:
    """Collects drawing commands page by page, from the top margin to the bottom one."""

    def __init__(self):
        self.pages = [[]]
        self.y = TOP

    def new_page(self):
        self.pages.append([])
        self.y = TOP

    def skip(self, height):
        self.y -= height

    def line(self, text, x, size, font="F1", label=""):
        """Draw one line, with a label at the left margin if there is one, and move down.

        A line that would cross the bottom margin opens a page.
        """
        if self.y < BOTTOM:
            self.new_page()
        if label:
            self.pages[-1].append(text_command(label, LEFT, self.y, size, font))
        self.pages[-1].append(text_command(text, x, self.y, size, font))
        self.y -= size * LEADING_RATIO


def build_pdf(source):
    """Return the bytes of a PDF made from a parsed source."""
    pages = Pages()
    for block in parse_blocks(source.body):
        draw_block(pages, block)
    total = len(pages.pages)
    streams = [
        "\n".join(commands + furniture(source.meta, number, total))
        for number, commands in enumerate(pages.pages, 1)
    ]
    return assemble(streams, source.meta)


def draw_block(pages, block):
    """Lay out one block below the one before."""
    if block.kind == "page":
        pages.new_page()
    elif block.kind == "heading":
        size = 15 if block.label == "1" else 12
        pages.skip(6)
        draw_text(pages, block.text, LEFT, size, "F2")
    elif block.kind == "numbered":
        draw_labelled(pages, block.label + ".", block.text)
    elif block.kind == "bullet":
        draw_labelled(pages, "\u2022", block.text)
    elif block.kind == "quote":
        draw_text(pages, block.text, LEFT + NUMBER_INDENT + 6, BODY_SIZE, "F3")
    elif block.kind == "table":
        draw_table(pages, block.rows)
    else:
        draw_text(pages, block.text, LEFT, BODY_SIZE, "F1")
    pages.skip(7)


def draw_text(pages, text, x, size, font):
    """Draw wrapped text whose left edge is at x."""
    for line in wrap(plain_text(text), RIGHT - x, size, font == "F2"):
        pages.line(line, x, size, font)


def draw_labelled(pages, label, text):
    """Draw a hanging label (number or bullet) and its wrapped text beside it."""
    lines = wrap(plain_text(text), RIGHT - LEFT - NUMBER_INDENT, BODY_SIZE, False)
    for index, line in enumerate(lines):
        pages.line(line, LEFT + NUMBER_INDENT, BODY_SIZE, label="" if index else label)


def draw_table(pages, rows):
    """Draw rows in columns of equal width; the first row is bold."""
    column = (RIGHT - LEFT) / max(len(row) for row in rows)
    for index, row in enumerate(rows):
        font = "F2" if index == 0 else "F1"
        cells = [wrap(cell, column - 8, BODY_SIZE - 1, index == 0) for cell in row]
        height = max(len(lines) for lines in cells) * BODY_SIZE * LEADING_RATIO
        if pages.y - height < BOTTOM:
            pages.new_page()
        top = pages.y
        for place, lines in enumerate(cells):
            pages.y = top
            for line in lines:
                pages.line(line, LEFT + place * column, BODY_SIZE - 1, font)
        pages.y = top - height


def wrap(text, width, size, bold):
    """Break text into lines no wider than width points; line breaks in the text stay."""
    lines = []
    for part in text.split("\n"):
        current = ""
        for word in part.split(" "):
            candidate = word if not current else current + " " + word
            if current and text_width(candidate, size, bold) > width:
                lines.append(current)
                current = word
            else:
                current = candidate
        lines.append(current)
    return lines


def text_width(text, size, bold):
    """The width of a text in points."""
    thousandths = sum(
        ASCII_WIDTHS[ord(char) - 32] if 32 <= ord(char) <= 126 else DEFAULT_WIDTH for char in text
    )
    return thousandths * size / 1000 * (BOLD_FACTOR if bold else 1)


def text_command(text, x, y, size, font):
    """The operators that draw one line of text."""
    return f"BT /{font} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm ({escape(text)}) Tj ET"


def escape(text):
    """Escape a text for a PDF literal string; the result holds only WinAnsi characters."""
    text.encode("cp1252")
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def furniture(meta, number, total):
    """Page number, and the header that the front matter asks for."""
    commands = [text_command(f"{number} of {total}", 282, 42, 9, "F1")]
    if meta.get("header") and number > 1:
        commands.append(text_command(meta["header"], LEFT, 800, 9, "F1"))
    return commands


def assemble(streams, meta):
    """Number the objects, and join them with cross-reference table and trailer."""
    first_page = 7
    kids = " ".join(f"{first_page + 2 * i} 0 R" for i in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Count {len(streams)} /Kids [{kids}] >>",
        font_object("Helvetica"),
        font_object("Helvetica-Bold"),
        font_object("Helvetica-Oblique"),
        f"<< /Title ({escape(meta.get('title', ''))}) /Producer (Example corpus) >>",
    ]
    for index, stream in enumerate(streams):
        objects.append(page_object(first_page + 2 * index + 1))
        length = len(stream.encode("cp1252"))
        objects.append(f"<< /Length {length} >>\nstream\n{stream}\nendstream")
    return serialise(objects)


def font_object(name):
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"


def page_object(contents):
    fonts = "/F1 3 0 R /F2 4 0 R /F3 5 0 R"
    return (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE_WIDTH} {PAGE_HEIGHT}] "
        f"/Resources << /Font << {fonts} >> >> /Contents {contents} 0 R >>"
    )


def serialise(objects):
    """Write the objects one after another and remember where each begins."""
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    for offset in offsets:
        out += f"{offset:010d} 00000 n \n".encode()
    out += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R >>\n"
        f"startxref\n{start}\n%%EOF\n"
    ).encode()
    return bytes(out)
