"""The letters that are indexed, and the queries that are asked.

Generated letters have a random order of words; real text is cut out of judgments. Everything is
drawn with fixed seeds: the same on every machine.
"""
import collections
import csv
import pathlib
import random
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree

SOURCE = pathlib.Path(__file__).resolve().parents[2]
SHARED = SOURCE.parent / "shared"
CLASSES = ("rare", "common", "and", "or", "phrase", "field", "date", "prefix")
MIXED = 240
WARM = 24  # queries that make a process warm; others than those that are measured
# What the generator calls a type, in the words of our vocabulary. Others are tagged less surely.
TYPES = {"response": "response", "request": "request", "decision_notice": "decision-notice"}
# Whole words parted by single spaces; the engines differ about parts of words with an apostrophe.
WORDS_IN_A_ROW = r"(?<![\w'\u2019])(?=([a-z]+(?: [a-z]+){%d})(?![\w'\u2019]))"
REAL_LETTER = 5000  # bytes, about as long as a generated one


class Letters:
    """A directory with `docs/` and a table of what is in it."""

    def __init__(self, directory):
        self.directory = directory
        self.docs = directory / "docs"
        for left in self.docs.glob("added-*"):  # by a benchmark that was interrupted
            shutil.rmtree(left)
        self.count = self.bytes = 0
        for row in self.rows():
            self.count += 1
            self.bytes += int(row["bytes"])

    def rows(self):
        with open(self.directory / "gold.tsv", encoding="utf-8") as table:
            yield from csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)

    def text(self, row):
        return (self.directory / row["path"]).read_text(encoding="utf-8")


def generate(shared, work, count, seed=1):
    """COUNT generated letters; kept for the next time."""
    generator = shared / "bench" / "gen_corpus.py"
    if not generator.exists():
        sys.exit(f"{generator} is not there: without the generator there are no letters")
    directory = work / (f"letters-{count}" if seed == 1 else f"letters-{count}-seed-{seed}")
    finished = directory / "finished"
    if not finished.exists():
        shutil.rmtree(directory, ignore_errors=True)
        subprocess.run([sys.executable, generator, "--docs", str(count), "--out", directory,
                        "--seed", str(seed), "--format", "txt"], check=True)
        finished.touch()
    return Letters(directory)


def judgment_paragraphs(shared):
    for path in sorted((shared / "fixtures" / "judgments").glob("*.xml")):
        for element in xml.etree.ElementTree.parse(path).iter():
            if element.tag.endswith("}p"):
                text = " ".join("".join(element.itertext()).split())
                if text:
                    yield text


def real_letters(shared, work, count):
    """COUNT letters of real text: paragraphs of judgments, drawn at random until there is enough.

    The judgments hold text for some six hundred; to have more, a paragraph comes in several
    letters, each time among others. The order of words within a paragraph, which is what phrases
    are about, is real. The table's tags are dealt out in turn, so that every engine has facets to
    count. None where there are no judgments.
    """
    directory = work / f"real-{count}"
    finished = directory / "finished"
    if finished.exists():
        return Letters(directory)
    paragraphs = list(judgment_paragraphs(shared))
    if not paragraphs:
        return None
    shutil.rmtree(directory, ignore_errors=True)
    dice = random.Random(7)
    directory.mkdir(parents=True)
    with open(directory / "gold.tsv", "w", encoding="utf-8") as table:
        table.write("id\tpath\tdoctype\tauthority\tdate\toutcome\texemptions\tref\tbytes\twords\n")
        for number in range(count):
            path = f"docs/{number // 1000:04d}/{number:07d}.txt"
            (directory / path).parent.mkdir(parents=True, exist_ok=True)
            parts = []
            while sum(map(len, parts)) < REAL_LETTER:
                parts.append(dice.choice(paragraphs))
            text = "\n\n".join(parts) + "\n"
            size = (directory / path).write_text(text, encoding="utf-8")
            table.write(f"{number}\t{path}\tresponse\tCouncil {number % 200}\t"
                        f"{2006 + number % 20}-06-01\trefused\ts{21 + number % 23}\t{number}\t"
                        f"{len(text.encode())}\t{size // 6}\n")
    finished.touch()
    return Letters(directory)


Query = collections.namedtuple("Query", "cls words all phrase prefix authority type since until")


def make_query(cls, words=(), every=True, phrase=None, prefix=None, authority=None, kind=None,
               since=None, until=None):
    return Query(cls, tuple(words), every, phrase, prefix, authority, kind, since, until)


class Sample:
    """What some of the letters hold, to draw queries from."""

    def __init__(self, letters, dice, size=3000):
        rows = list(letters.rows())
        self.rows = dice.sample(rows, min(size, len(rows)))
        self.dice = dice
        self.texts = [letters.text(row).lower() for row in self.rows]
        documents = collections.Counter()
        pairs = collections.Counter()
        for text in self.texts:
            words = re.findall(r"[a-z]+", text)
            documents.update(set(words))
            pairs.update(set(re.findall(r"(?=\b([a-z]{4,} [a-z]{4,})\b)", text)))
        total = len(self.rows)
        words = sorted(word for word, count in documents.items()
                       if len(word) > 3 and count <= 0.6 * total)
        self.rare = [word for word in words if documents[word] <= 2]
        self.common = [word for word in words if documents[word] > 0.10 * total]
        self.medium = [word for word in words if 0.005 * total < documents[word] <= 0.10 * total]
        self.pairs = [pair for pair, _ in sorted(pairs.items(), key=lambda one: (-one[1], one[0]))]

    def frequent_phrase(self, among):
        return self.dice.choice(self.pairs[:among])

    def any_phrase(self):
        """Two to four words as they follow one another in some letter."""
        count = self.dice.randrange(2, 5)
        found = []
        while not found:
            text = self.dice.choice(self.texts)
            found = re.findall(WORDS_IN_A_ROW % (count - 1), text)
        return self.dice.choice(found)

    def query(self, cls, number):
        dice = self.dice
        if cls == "rare":
            return make_query(cls, [dice.choice(self.rare)])
        if cls == "common":
            return make_query(cls, [dice.choice(self.common)])
        if cls == "phrase":
            frequent = number // len(CLASSES) % 2 == 0
            return make_query(cls, phrase=self.frequent_phrase(60) if frequent
                              else self.any_phrase())
        if cls == "prefix":
            return make_query(cls, prefix=dice.choice(self.medium)[:5])
        if cls == "or":
            return make_query(cls, dice.sample(self.common, 2) + dice.sample(self.medium, 2), False)
        two = [dice.choice(self.common), dice.choice(self.medium)]
        if cls == "and":
            return make_query(cls, two)
        if cls == "date":
            year = dice.randrange(2006, 2024)
            return make_query(cls, two, False, since=f"{year}-01-01", until=f"{year + 1}-06-30")
        row = dice.choice([row for row in self.rows if row["doctype"] in TYPES])
        return make_query(cls, two, False, authority=row["authority"], kind=row["doctype"])


def distinct(count, draw):
    """COUNT queries of which no two are the same."""
    found, seen = [], set()
    while len(found) < count:
        for _ in range(1000):
            query = draw(len(found))
            if query not in seen:
                break
        else:
            sys.exit("too few letters to draw that many different queries from")
        seen.add(query)
        found.append(query)
    return found


def mixed_queries(letters):
    """MIXED queries, all classes in turn, and WARM others."""
    sample = Sample(letters, random.Random(5))
    queries = distinct(MIXED + WARM,
                       lambda number: sample.query(CLASSES[number % len(CLASSES)], number))
    return queries[:MIXED], queries[MIXED:]


def phrase_queries(letters, count=120):
    """COUNT phrases, of which every other is a frequent pair of words, and WARM others."""
    sample = Sample(letters, random.Random(6))
    queries = distinct(count + WARM, lambda number: make_query(
        "phrase", phrase=sample.frequent_phrase(200) if number % 2 == 0 else sample.any_phrase()))
    return queries[:count], queries[count:]
