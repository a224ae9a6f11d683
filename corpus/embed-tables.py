#!/usr/bin/env python3
"""Turn the tables of corpus/ into one C file: embed-tables.py OUT.c TABLE.tsv...

The C file defines `foi_embedded_tables`, an array of name and text that ends with a NULL name
(declared in indexer/base/tsv.c).
"""
import pathlib
import sys


def c_array(data):
    lines = []
    for start in range(0, len(data), 24):
        lines.append("    " + "".join(f"{byte}," for byte in data[start:start + 24]))
    return "\n".join(lines)


def main():
    out, tables = pathlib.Path(sys.argv[1]), [pathlib.Path(p) for p in sys.argv[2:]]
    parts = ["/* Made by corpus/embed-tables.py. */\n", "#include <stddef.h>\n\n"]
    for table in tables:
        parts.append(f"static const unsigned char table_{table.stem}[] = {{\n"
                     f"{c_array(table.read_bytes())}\n    0\n}};\n\n")
    parts.append("struct foi_embedded_table {\n    const char *name;\n    const char *text;\n};\n\n"
                 "extern const struct foi_embedded_table foi_embedded_tables[];\n\n"
                 "const struct foi_embedded_table foi_embedded_tables[] = {\n")
    for table in tables:
        parts.append(f'    {{"{table.stem}", (const char *)table_{table.stem}}},\n')
    parts.append("    {NULL, NULL},\n};\n")
    out.write_text("".join(parts), encoding="ascii")


if __name__ == "__main__":
    main()
