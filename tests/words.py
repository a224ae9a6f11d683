#!/usr/bin/env python3
"""How far two readings of one text agree word for word: words.py FOLDER [--show=N] [--least=PERCENT]

FOLDER holds documents in two formats under one name, such as a judgment as NAME.docx and NAME.xml.
Both are read by foi-index (environment FOI_BIN: where the programs are). A word is a run of letters
and digits, in small letters. The two runs of words are aligned by their longest common subsequence
as difflib finds it; the agreement is 2 * common / (words of one + words of the other): a word that is
lost, added or out of place counts against it. --show prints N differences of each pair; --least makes
the exit status 1 where all pairs together agree less.  Standard library only.
"""
import difflib
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

FORMATS = (".docx", ".xml")


def words_of(path):
    """The words of PATH as foi-index reads it."""
    program = pathlib.Path(os.environ.get("FOI_BIN", "build/bin")) / "foi-index"
    result = subprocess.run([program, "--inspect", "--text", "--format=json", path], check=False,
                            capture_output=True, text=True)
    documents = [json.loads(line) for line in result.stdout.splitlines()]
    text = next((one["text"] for one in documents if one["member"] is None), "")
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())


def compare(one, other, show):
    """How many words ONE and OTHER have in common, in order; prints SHOW of the differences."""
    common = 0
    for kind, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind == "equal":
            common += b - a
        elif show > 0:
            show -= 1
            before = " ".join(one[max(0, a - 4):a])
            print(f"    … {before} [{' '.join(one[a:b])[:200]} | {' '.join(other[c:d])[:200]}]")
    return common


def main(arguments):
    options = dict(one[2:].split("=", 1) for one in arguments if one.startswith("--") and "=" in one)
    folders = [one for one in arguments if not one.startswith("--")]
    if len(folders) != 1 or set(options) - {"show", "least"}:
        print(__doc__, file=sys.stderr)
        return 2
    total = [0, 0, 0]
    for path in sorted(pathlib.Path(folders[0]).glob("*" + FORMATS[0])):
        twin = path.with_suffix(FORMATS[1])
        if not twin.exists():
            continue
        one, other = words_of(path), words_of(twin)
        common = compare(one, other, int(options.get("show", 0)))
        for i, count in enumerate((common, len(one), len(other))):
            total[i] += count
        print(f"{200 * common / max(1, len(one) + len(other)):7.3f} %  {path.stem}: {common} words, "
              f"{len(one) - common} only in {FORMATS[0]}, {len(other) - common} only in {FORMATS[1]}")
    common, one, other = total
    share = 200 * common / max(1, one + other)
    print(f"{share:7.3f} %  all: {common} words, {one - common} only in {FORMATS[0]}, "
          f"{other - common} only in {FORMATS[1]}")
    return int(share < float(options.get("least", 0)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
