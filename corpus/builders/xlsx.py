"""A small XLSX writer: each heading begins a sheet, a table gives rows, a paragraph a row of one cell.

Front matter: `title`, `hidden` (the name of a sheet that is not shown). Cells that read as a date, a
sum of money or a number are stored as numbers with a format, as a spreadsheet program does.
"""
import datetime
import re
from xml.sax.saxutils import escape, quoteattr

from .docx import (DECLARATION, OFFICE, PACKAGE, PACKAGE_TYPE, core_xml, relations_xml, zip_bytes)
from .source import parse_blocks

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
DAY_ZERO = datetime.date(1899, 12, 30)
DATE, MONEY, NUMBER = 1, 2, 3
FORMATS = ("General", "d mmmm yyyy", '"£"#,##0.00', "#,##0")


def build_xlsx(source):
    """Return the bytes of an XLSX made from a parsed source."""
    sheets = sheets_of(parse_blocks(source.body))
    strings = {}
    parts = {f"worksheets/sheet{number}": sheet_xml(rows, strings)
             for number, (_, rows) in enumerate(sheets, 1)}
    parts["workbook"] = workbook_xml([name for name, _ in sheets], source.meta.get("hidden"))
    parts["styles"] = styles_xml()
    parts["sharedStrings"] = strings_xml(strings)
    relations = [(f"sheet{number}", f"{OFFICE}/worksheet", f"worksheets/sheet{number}.xml")
                 for number in range(1, len(sheets) + 1)]
    relations += [(name, f"{OFFICE}/{name}", f"{name}.xml") for name in ("styles", "sharedStrings")]
    return zip_bytes([
        ("[Content_Types].xml", content_types_xml(parts)),
        ("_rels/.rels", relations_xml([
            ("main", f"{OFFICE}/officeDocument", "xl/workbook.xml"),
            ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")])),
        ("docProps/core.xml", core_xml(source.meta)),
        ("xl/_rels/workbook.xml.rels", relations_xml(relations)),
        *((f"xl/{name}.xml", xml) for name, xml in parts.items())])


def sheets_of(blocks):
    """Name and rows of each sheet."""
    sheets = []
    for block in blocks:
        if block.kind == "heading":
            sheets.append((block.text, []))
        elif block.kind == "table":
            sheets[-1][1].extend(block.rows)
        else:
            sheets[-1][1].append([block.text])
    return sheets


def sheet_xml(rows, strings):
    """The rows of a sheet; STRINGS collects the texts of all sheets."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell_xml(f"{chr(64 + column)}{number}", text, strings)
                        for column, text in enumerate(row, 1) if text)
        lines.append(f'<row r="{number}">{cells}</row>')
    return (f'{DECLARATION}<worksheet xmlns="{SHEET}"><sheetData>{"".join(lines)}</sheetData>'
            "</worksheet>")


def cell_xml(place, text, strings):
    """One cell, as a number with a format where its text is one."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        days = (datetime.date.fromisoformat(text) - DAY_ZERO).days
        return f'<c r="{place}" s="{DATE}"><v>{days}</v></c>'
    if re.fullmatch(r"£[\d,]+(\.\d\d)?", text):
        return f'<c r="{place}" s="{MONEY}"><v>{text[1:].replace(",", "")}</v></c>'
    if re.fullmatch(r"[1-9][\d,]*|0", text):
        return f'<c r="{place}" s="{NUMBER}"><v>{text.replace(",", "")}</v></c>'
    index = strings.setdefault(text, len(strings))
    return f'<c r="{place}" t="s"><v>{index}</v></c>'


def strings_xml(strings):
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    return f'{DECLARATION}<sst xmlns="{SHEET}">{items}</sst>'


def styles_xml():
    """One style for each of FORMATS."""
    codes = "".join(f'<numFmt numFmtId="{163 + number}" formatCode={quoteattr(code)}/>'
                    for number, code in enumerate(FORMATS) if number)
    styles = "".join(f'<xf numFmtId="{163 + number if number else 0}"/>'
                     for number in range(len(FORMATS)))
    return (f'{DECLARATION}<styleSheet xmlns="{SHEET}"><numFmts>{codes}</numFmts>'
            f"<cellXfs>{styles}</cellXfs></styleSheet>")


def workbook_xml(names, hidden):
    """The list of the sheets."""
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}"'
        f'{" state=" + quoteattr("hidden") if name == hidden else ""}'
        f' r:id="sheet{number}"/>' for number, name in enumerate(names, 1))
    return (f'{DECLARATION}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
            "</workbook>")


def content_types_xml(parts):
    """The type of each part."""
    overrides = {"/docProps/core.xml": f"{PACKAGE_TYPE}core-properties+xml"}
    for name in parts:
        kind = "worksheet" if "/" in name else {"workbook": "sheet.main"}.get(name, name)
        overrides[f"/xl/{name}.xml"] = f"{SHEET_TYPE}{kind}+xml"
    entries = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>'
                      for name, kind in overrides.items())
    return (f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="{PACKAGE_TYPE}relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{entries}</Types>')
