#!/usr/bin/env python3
"""How well the tagger reads: its tags against a table of gold labels.  Standard library only.

  score.py GOLD.tsv DOCUMENTS           inspect the files of the gold that lie below DOCUMENTS
  score.py GOLD.tsv --predictions FILE  judge what `foi-index --inspect --format=json` printed before

corpus/README.md tells the notation of the gold. Printed are the mistakes, file by file, each with the
words it was read from, so that one sees why; then precision, recall and F1, or accuracy, of each field.

  --by COLUMN              also for each value of a column of the gold: --by doctype
  --group NAME=FILE        also for the files whose names begin the lines of FILE
  --halves                 also for two halves, parted by a hash of the file name
  --min FIELD[.METRIC]=X   end with 1 where a figure of the whole is lower; may be repeated
  --totals                 leave the mistakes out
  --program PATH           the foi-index to run, instead of the one of $FOI_BIN or of build/test

A file is told by its base name. Of the members of one file the line that agrees best is judged. A file
of which nothing was printed is wrong in every field. At the exact level a provision has to be the same;
a section beside its own part (foia:31 and foia:31(1)(a)) counts for nothing. At the section level only
regime and number are compared.

Exit status: 0; 1 where a figure is below its --min; 2 for bad usage or input.
"""
import argparse
import collections
import csv
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import textwrap

SOURCE = pathlib.Path(__file__).resolve().parents[1]
SINGLES = ("doctype", "authority", "date", "outcome", "favours")
ROLES = {"relied": "relied-on", "upheld": "upheld", "rejected": "rejected", "breached": "breached",
         "complied": "complied", "withdrawn": "withdrawn"}
SELDOM_LABELLED = {"complied", "withdrawn"}
FIELDS = SINGLES + ("regime",) + tuple(ROLES) + ("references",)
COLUMNS = ("file", "authority_also") + tuple(field for field in FIELDS
                                             if field not in SELDOM_LABELLED)
LEVELS = ("exact", "section")
FILES_AT_ONCE = 400
INDENT = " " * 8


class BadInput(Exception):
    """What was given cannot be read; the message is for a person."""


# ---- What is read ---------------------------------------------------------------------------------

def read_gold(path):
    """The rows of a table of gold labels."""
    try:
        with open(path, encoding="utf-8-sig", newline="") as table:
            rows = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror}") from error
    if not rows:
        raise BadInput(f"{path}: no rows")
    absent = [name for name in COLUMNS if name not in rows[0]]
    if absent:
        raise BadInput(f"{path}: no column {', '.join(absent)}")
    often = collections.Counter(row["file"] for row in rows)
    twice = sorted(name for name, times in often.items() if times > 1)
    if twice:
        raise BadInput(f"{path}: labelled twice: {', '.join(twice)}")
    return rows


def parse_predictions(text, name):
    """The objects of `foi-index --inspect`, by the base name of their file."""
    lines = collections.defaultdict(list)
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            tags = json.loads(line)
            lines[os.path.basename(tags["location"])].append(tags)
        except (ValueError, TypeError, KeyError) as error:
            raise BadInput(f"{name}:{number}: no line of foi-index --inspect: {error}") from error
    return lines


def inspect(program, names, directory):
    """Run PROGRAM over the files below DIRECTORY that bear one of NAMES, and over no others."""
    files = sorted(path for path in pathlib.Path(directory).rglob("*")
                   if path.name in names and path.is_file())
    if not files:
        raise BadInput(f"{directory}: none of the files that the gold names is there")
    text = ""
    for start in range(0, len(files), FILES_AT_ONCE):
        command = [program, "--inspect", "--format=json", *files[start:start + FILES_AT_ONCE]]
        try:
            done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
        except OSError as error:
            raise BadInput(f"{program}: {error.strerror}") from error
        if done.returncode not in (0, 1):
            raise BadInput(f"{program} ended with {done.returncode}")
        text += done.stdout.decode("utf-8", "replace")
    return parse_predictions(text, program)


# ---- What a cell says -----------------------------------------------------------------------------

def unknown(row, field):
    """True where a cell is `?`, or its column is one that a table of labels may lack."""
    return row.get(field, "?").strip() == "?"


def choices(cell):
    """`a|b`: the right answers; "" among them where none is right too."""
    return {"" if choice.strip() in ("", "-") else choice.strip() for choice in cell.split("|")}


def wanted_and_allowed(cell):
    """`x;y?`: what must be there, and what may be there beside it."""
    items = [item.strip() for item in cell.split(";") if item.strip()]
    return ({item for item in items if not item.endswith("?")},
            {item[:-1] for item in items if item.endswith("?")})


def folded_name(name):
    """A name as it is compared: its letters and digits, `and` for `&`, no `the` before it."""
    plain = re.sub("['\u2019]", "", (name or "").casefold().replace("&", " and "))
    words = re.sub(r"[\W_]+", " ", plain).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def folded_reference(reference):
    """A number as it is compared: `kind=` taken off, no punctuation, no zeros that only fill."""
    number = reference.partition("=")[2] or reference
    bare = re.sub(r"[^0-9a-z]", "", number.casefold())
    return re.sub(r"^(?:foi|f)(?=\d)", "", re.sub(r"ukftt0+", "ukftt", bare))


def folded_provision(provision):
    return re.sub(r"\s", "", provision).casefold()


def section_of(provision):
    found = re.match(r"[a-z-]+:\d+[a-z]*", provision)
    return found.group() if found else provision


def one_holds_the_other(one, other):
    return one == other or one.startswith(other + "(") or other.startswith(one + "(")


def provisions_of(tags, role):
    """The provisions that a document has in ROLE: id -> its tag."""
    return {folded_provision(tag["id"]): tag for tag in tags.get("provisions") or []
            if tag.get("role") == role}


def without_wholes(found, wanted):
    """FOUND without the sections that stand beside their own parts, unless WANTED has them."""
    return {item for item in found
            if item in wanted or not any(other.startswith(item + "(") for other in found)}


# ---- Judging one document -------------------------------------------------------------------------

class Tally(collections.namedtuple("Tally", "right false missed")):
    """How many items of a list were right, false and missed."""

    def __add__(self, other):
        return Tally(*map(sum, zip(self, other)))

    def precision(self):
        return self.share(self.false, self.missed)

    def recall(self):
        return self.share(self.missed, self.false)

    def share(self, against, other):
        """With nothing to divide by: perfect where there was nothing to find either."""
        if self.right + against:
            return self.right / (self.right + against)
        return 0.0 if other else 1.0

    def f1(self):
        both = self.precision() + self.recall()
        return 2 * self.precision() * self.recall() / both if both else 0.0


NOTHING = Tally(0, 0, 0)


def compare(wanted, allowed, found):
    """-> the tally of FOUND, and the items that are false and missed."""
    false, missed = found - wanted - allowed, wanted - found
    return Tally(len(wanted & found), len(false), len(missed)), false, missed


def evidence_of(tags, field):
    return (tags.get("evidence") or {}).get(field)


class Verdict:
    """One document judged: for each labelled field how right it is, and the mistakes."""

    def __init__(self, row, tags):
        self.row = row
        self.tags = tags or {}
        self.missing = tags is None
        self.singles = {}   # field -> (right, labelled)
        self.lists = {}     # field -> tally; roles: (field, level) -> tally
        self.year = None
        self.mistakes = []  # (field, what, evidence or None)
        for field in SINGLES:
            if not unknown(row, field):
                self.judge_single(field)
        for field in ("regime", "references"):
            if not unknown(row, field):
                self.judge_list(field)
        for field, role in ROLES.items():
            if not unknown(row, field):
                self.judge_role(field, role)

    def judge_single(self, field):
        if field == "authority":
            right, labelled, got = self.authority()
        else:
            got = str(self.tags.get(field) or "")
            wanted = choices(self.row[field])
            right, labelled = got in wanted, "" not in wanted
            if field == "date":
                self.year = got[:4] in {date[:4] for date in wanted} and not self.missing
        self.singles[field] = (right and not self.missing, labelled)
        if not self.singles[field][0]:
            what = f"{got or 'none'} instead of {self.row[field] or 'none'}"
            self.mistakes.append((field, what, evidence_of(self.tags, field)))

    def authority(self):
        also = [name.strip() for name in self.row["authority_also"].split("|")]
        may_lack = "-" in also
        names = {folded_name(name) for name in [self.row["authority"], *also] if name != "-"} - {""}
        given = self.tags.get("authority") or {}
        said = {folded_name(given.get(key)) for key in ("id", "name", "as_written")} - {""}
        right = bool(said & names) if said else may_lack or not names
        labelled = bool(self.row["authority"].strip()) and not may_lack
        return right, labelled, given.get("name") or given.get("as_written") or ""

    def judge_list(self, field):
        wanted, allowed = wanted_and_allowed(self.row[field])
        found = self.tags.get(field) or []
        evidence = {}
        if field == "references":
            wanted, allowed = ({folded_reference(item) for item in part}
                               for part in (wanted, allowed))
            evidence = {folded_reference(item["id"]): item for item in found}
            found = [item for item in evidence if item]
        self.lists[field], false, missed = compare(wanted, allowed, set(found))
        for item in sorted(false):
            self.mistakes.append((field, f"false: {item}",
                                  evidence.get(item) or evidence_of(self.tags, field)))
        for item in sorted(missed):
            self.mistakes.append((field, f"missed: {item}", None))

    def judge_role(self, field, role):
        wanted, allowed = ({folded_provision(item) for item in part}
                           for part in wanted_and_allowed(self.row[field]))
        found = provisions_of(self.tags, role)
        self.lists[field, "exact"], false, missed = compare(
            wanted, allowed, without_wholes(set(found), wanted))
        sections = [{section_of(item) for item in part} for part in (wanted, allowed, found)]
        sections[1] -= sections[0]
        self.lists[field, "section"] = compare(*sections)[0]
        for item in sorted(false):
            self.mistakes.append((field, f"false: {item}", found[item]))
        for item in sorted(missed):
            self.mistakes.append((field, f"missed: {item}", None))
            self.mistakes += [(field, f"  but {tag['role']}: {tag['id']}", tag)
                              for tag in self.tags.get("provisions") or []
                              if tag["role"] != role and
                              one_holds_the_other(folded_provision(tag["id"]), item)]

    def agreement(self):
        """How well this line fits the row: which of a file's members is meant."""
        total = sum(right for right, _ in self.singles.values())
        if "regime" in self.lists and not self.missing:
            total += self.lists["regime"].f1()
        return total + sum(self.lists[field, level].f1() / len(LEVELS)
                           for field in ROLES for level in LEVELS if (field, level) in self.lists)


def judge(row, lines):
    """The verdict on one file. Several lines without members are guesses at one: the first counts."""
    if lines and not any(line.get("member") for line in lines):
        lines = lines[:1]
    return max((Verdict(row, line) for line in lines or [None]), key=Verdict.agreement)


# ---- Figures --------------------------------------------------------------------------------------

def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else None


def single_figures(verdicts, field):
    judged = [verdict.singles[field] for verdict in verdicts if field in verdict.singles]
    figures = {"accuracy": mean(right for right, _ in judged),
               "accuracy_labelled": mean(right for right, labelled in judged if labelled)}
    if field == "date":
        figures["year"] = mean(verdict.year for verdict in verdicts if verdict.year is not None)
    return len(judged), figures


def role_figures(verdicts, field):
    figures = {}
    judged = [verdict for verdict in verdicts if (field, LEVELS[0]) in verdict.lists]
    for level in LEVELS:
        tally = sum((verdict.lists[field, level] for verdict in judged), NOTHING)
        for name in ("precision", "recall", "f1"):
            figures[f"{name}_{level}"] = getattr(tally, name)() if judged else None
    return len(judged), figures


def list_figures(verdicts, field):
    judged = [verdict for verdict in verdicts if field in verdict.lists]
    tallies = [verdict.lists[field] for verdict in judged]
    if field == "regime":
        return len(judged), {
            "f1": mean(0.0 if verdict.missing else tally.f1()
                       for verdict, tally in zip(judged, tallies)),
            "exact": mean(not verdict.missing and tally.false == tally.missed == 0
                          for verdict, tally in zip(judged, tallies))}
    total = sum(tallies, NOTHING)
    return len(judged), {name: getattr(total, name)() if judged else None
                         for name in ("precision", "recall", "f1")}


def figures_of(verdicts):
    """field -> (number of labelled documents, metric -> figure or None); the first metric leads."""
    figures = {}
    for field in FIELDS:
        of_field = (single_figures if field in SINGLES else
                    role_figures if field in ROLES else list_figures)
        figures[field] = of_field(verdicts, field)
    return figures


def leading_metric(field):
    if field in SINGLES:
        return "accuracy"
    return "f1_exact" if field in ROLES else "f1"


# ---- What is printed ------------------------------------------------------------------------------

def shown(figure):
    return "-" if figure is None else f"{figure:.4f}"


def print_figures(title, verdicts):
    missing = sum(verdict.missing for verdict in verdicts)
    print(f"== {title}: {len(verdicts)} documents" + (f", {missing} missing" if missing else ""))
    for field, (count, figures) in figures_of(verdicts).items():
        if count == 0:
            continue
        parts = [f"{name} {shown(figure)}" for name, figure in figures.items()]
        print(f"{field:<11}{count:>5}  " + "  ".join(parts))
    print()


def print_evidence(evidence):
    if not evidence:
        return
    place = [f"{name} {evidence[name]}" for name in ("page", "paragraph") if evidence.get(name)]
    place += [f"{name} {evidence[name]}" for name in ("confidence", "source")
              if evidence.get(name) is not None]
    quote = f'"{evidence["quote"]}"' if evidence.get("quote") else "no quote"
    print(textwrap.fill(f"{quote} ({', '.join(place)})", 100, initial_indent=INDENT,
                        subsequent_indent=INDENT))


def print_mistakes(verdicts):
    wrong = [verdict for verdict in verdicts if verdict.mistakes or verdict.missing]
    for verdict in wrong:
        print(verdict.row["file"] + (": nothing was printed of it" if verdict.missing else ""))
        for field, what, evidence in [] if verdict.missing else verdict.mistakes:
            print(f"    {field}: {what}")
            print_evidence(evidence)
        print()


# ---- The command ----------------------------------------------------------------------------------

def half_of(name):
    """One of two halves by the name alone, so that a document never changes its half."""
    return "half " + "AB"[hashlib.sha256(name.encode()).digest()[0] & 1]


def groups_of(options, verdicts):
    """(title, verdicts) of each group that was asked for."""
    groups = []
    if options.halves:
        for half in ("half A", "half B"):
            groups.append((half, [v for v in verdicts if half_of(v.row["file"]) == half]))
    for column in options.by:
        if column not in verdicts[0].row:
            raise BadInput(f"--by {column}: the gold has no such column")
        values = sorted({verdict.row[column] for verdict in verdicts})
        groups += [(f"{column} {value or 'none'}",
                    [v for v in verdicts if v.row[column] == value]) for value in values]
    for spec in options.group:
        name, _, path = spec.partition("=")
        try:
            with open(path, encoding="utf-8") as lines:
                members = {re.split(r"[\t\n]", line)[0] for line in lines}
        except OSError as error:
            raise BadInput(f"--group {spec}: {error.strerror}") from error
        groups.append((name, [v for v in verdicts if v.row["file"] in members]))
    return groups


def below_minimum(minimums, figures):
    """The sentences that say which figure is lower than it should be."""
    low = []
    for spec in minimums:
        asked = re.fullmatch(r"(\w+)(?:\.(\w+))?=(\d+(?:\.\d+)?)", spec)
        field = asked.group(1) if asked else None
        if field not in figures:
            raise BadInput(f"--min {spec}: FIELD[.METRIC]=X, with a FIELD of {', '.join(FIELDS)}")
        metric = asked.group(2) or leading_metric(field)
        if metric not in figures[field][1]:
            raise BadInput(f"--min {spec}: {field} has {', '.join(figures[field][1])}")
        figure = figures[field][1][metric]
        if figure is None or figure < float(asked.group(3)) - 1e-9:
            low.append(f"{field} {metric} is {shown(figure)}, below {asked.group(3)}")
    return low


def default_program():
    return os.path.join(os.environ.get("FOI_BIN", SOURCE / "build" / "test" / "bin"), "foi-index")


def parse_arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("documents", nargs="?")
    parser.add_argument("--predictions", metavar="FILE")
    parser.add_argument("--by", action="append", default=[], metavar="COLUMN")
    parser.add_argument("--group", action="append", default=[], metavar="NAME=FILE")
    parser.add_argument("--halves", action="store_true")
    parser.add_argument("--min", action="append", default=[], metavar="FIELD[.METRIC]=X")
    parser.add_argument("--totals", action="store_true")
    parser.add_argument("--program", metavar="PATH", default=default_program())
    options = parser.parse_args(arguments)
    if (options.documents is None) == (options.predictions is None):
        parser.error("either DOCUMENTS or --predictions FILE is wanted")
    return options


def verdicts_of(options):
    gold = read_gold(options.gold)
    if options.predictions is None:
        lines = inspect(options.program, {row["file"] for row in gold}, options.documents)
    else:
        try:
            text = pathlib.Path(options.predictions).read_text(encoding="utf-8")
        except (OSError, UnicodeError) as error:
            raise BadInput(f"{options.predictions}: {error}") from error
        lines = parse_predictions(text, options.predictions)
    return [judge(row, lines.get(row["file"], [])) for row in gold]


def main(arguments=None):
    options = parse_arguments(arguments)
    try:
        verdicts = verdicts_of(options)
        low = below_minimum(options.min, figures_of(verdicts))
        groups = groups_of(options, verdicts)
    except BadInput as error:
        print(f"score.py: {error}", file=sys.stderr)
        return 2
    if not options.totals:
        print_mistakes(verdicts)
    for title, members in groups:
        print_figures(title, members)
    print_figures("all", verdicts)
    for sentence in low:
        print(f"score.py: {sentence}", file=sys.stderr)
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
