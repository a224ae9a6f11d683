"""A small DOCX writer: headings, paragraphs, quotations, numbering, tables, tracked changes.

Front matter: `title`, `header`, `footer`, `numbering: auto` (numbers are fields of the format, not
text). Members are stored, not deflated, so that the bytes depend on no compression library.
"""
import io
import re
import zipfile
from xml.sax.saxutils import escape

from .source import parse_blocks

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PACKAGE_TYPE = "application/vnd.openxmlformats-package."
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIXED_TIME = (2024, 1, 1, 0, 0, 0)
CHANGE = 'w:author="Information Rights Team" w:date="2024-01-01T00:00:00Z"'

STYLES = (
    ("Normal", "Normal", ""),
    ("Heading1", "heading 1", '<w:b/><w:sz w:val="32"/>'),
    ("Heading2", "heading 2", '<w:b/><w:sz w:val="26"/>'),
    ("Quote", "Quote", "<w:i/>"),
    ("ListParagraph", "List Paragraph", ""),
)


def build_docx(source):
    """Return the bytes of a DOCX made from a parsed source."""
    parts = {"document": document_xml(source), "styles": styles_xml(), "numbering": numbering_xml()}
    for name in ("header", "footer"):
        if name in source.meta:
            parts[name] = margin_xml(name, source.meta[name])
    members = [
        ("[Content_Types].xml", content_types_xml(parts)),
        ("_rels/.rels", package_relations_xml()),
        ("docProps/core.xml", core_xml(source.meta)),
        ("word/_rels/document.xml.rels", document_relations_xml(parts)),
    ]
    members += [(f"word/{name}.xml", xml) for name, xml in parts.items()]
    return zip_bytes(members)


def zip_bytes(members):
    """A ZIP archive of the members in their order, with a fixed time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, text in members:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 0
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def document_xml(source):
    """The main part: the blocks, then the section with its header and footer."""
    automatic = source.meta.get("numbering") == "auto"
    body = "".join(block_xml(block, automatic) for block in parse_blocks(source.body))
    margins = "".join(
        f'<w:{name}Reference w:type="default" r:id="{name}"/>'
        for name in ("header", "footer")
        if name in source.meta
    )
    size = '<w:pgSz w:w="11906" w:h="16838"/>'
    return (
        f'{DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{body}'
        f"<w:sectPr>{margins}{size}</w:sectPr></w:body></w:document>"
    )


def block_xml(block, automatic):
    """One block as one or more paragraphs or a table."""
    if block.kind == "page":
        return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    if block.kind == "table":
        return table_xml(block.rows)
    if block.kind == "heading":
        return paragraph_xml(block.text, f"Heading{min(int(block.label), 2)}")
    if block.kind == "quote":
        return paragraph_xml(block.text, "Quote")
    if block.kind == "bullet":
        return paragraph_xml(block.text, "ListParagraph", list_xml(2))
    if block.kind == "numbered" and automatic:
        return paragraph_xml(block.text, "ListParagraph", list_xml(1))
    if block.kind == "numbered":
        return paragraph_xml(f"{block.label}.\t{block.text}", "ListParagraph")
    return paragraph_xml(block.text, "Normal")


def paragraph_xml(text, style, extra=""):
    """A paragraph with its style; tracked changes inside become w:del and w:ins."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>'
    return f"<w:p>{properties}{inline_xml(text)}</w:p>"


def inline_xml(text):
    """Runs of a text, split at ~~deletions~~ and ++insertions++."""
    out = []
    for index, piece in enumerate(re.split(r"(~~.*?~~|\+\+.*?\+\+)", text)):
        if piece.startswith("~~"):
            run = f'<w:r><w:delText xml:space="preserve">{escape(piece[2:-2])}</w:delText></w:r>'
            out.append(f'<w:del w:id="{index}" {CHANGE}>{run}</w:del>')
        elif piece.startswith("++"):
            out.append(f'<w:ins w:id="{index}" {CHANGE}>{run_xml(piece[2:-2])}</w:ins>')
        elif piece:
            out.append(run_xml(piece))
    return "".join(out)


def run_xml(text):
    """A run; tabs and line breaks become elements."""
    parts = []
    for piece in re.split(r"([\n\t])", text):
        if piece == "\n":
            parts.append("<w:br/>")
        elif piece == "\t":
            parts.append("<w:tab/>")
        elif piece:
            parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return f"<w:r>{''.join(parts)}</w:r>"


def list_xml(list_id):
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr>'


def table_xml(rows):
    """A table with one paragraph in each cell."""
    lines = []
    for row in rows:
        cells = "".join(f"<w:tc><w:tcPr/>{paragraph_xml(cell, 'Normal')}</w:tc>" for cell in row)
        lines.append(f"<w:tr>{cells}</w:tr>")
    grid = "<w:gridCol/>" * max(len(row) for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def styles_xml():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{ident}"><w:name w:val="{name}"/>'
        f"<w:rPr>{properties}</w:rPr></w:style>"
        for ident, name, properties in STYLES
    )
    return f'{DECLARATION}<w:styles xmlns:w="{WORD}">{styles}</w:styles>'


def numbering_xml():
    """List 1 counts, list 2 has bullets."""
    levels = (("decimal", "%1."), ("bullet", "\u2022"))
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        for number, (form, text) in enumerate(levels, 1)
    )
    uses = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in (1, 2)
    )
    return f'{DECLARATION}<w:numbering xmlns:w="{WORD}">{kinds}{uses}</w:numbering>'


def margin_xml(name, text):
    """The header or footer part."""
    tag = "hdr" if name == "header" else "ftr"
    return f'{DECLARATION}<w:{tag} xmlns:w="{WORD}"><w:p>{run_xml(text)}</w:p></w:{tag}>'


def content_types_xml(parts):
    """The type of each part."""
    overrides = {"/docProps/core.xml": f"{PACKAGE_TYPE}core-properties+xml"}
    for name in parts:
        kind = "document.main" if name == "document" else name
        overrides[f"/word/{name}.xml"] = f"{WORD_TYPE}{kind}+xml"
    entries = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{PACKAGE_TYPE}relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>'
    )


def relations_xml(relations):
    entries = "".join(
        f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"/>'
        for ident, kind, target in relations
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{entries}</Relationships>'


def package_relations_xml():
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    return relations_xml(
        [
            ("main", f"{OFFICE}/officeDocument", "word/document.xml"),
            ("core", core, "docProps/core.xml"),
        ]
    )


def document_relations_xml(parts):
    return relations_xml(
        [(name, f"{OFFICE}/{name}", f"{name}.xml") for name in parts if name != "document"]
    )


def core_xml(meta):
    """Title of the document as its properties give it."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(meta.get("title", ""))}'
        f"</dc:title></cp:coreProperties>"
    )
