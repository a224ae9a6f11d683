"""The other engines over the same letters, each as its makers would have it used.

Each has build() and add() (letters, which also lie in a folder among those that are indexed), and
where it can: rerun() with nothing changed, ask() for queries in a warm process, command() for a
query as a new process.
"""
import json
import pathlib
import shutil
import subprocess
import sys
import time

from measure import Run

HERE = pathlib.Path(__file__).resolve().parent


def plain_query(query, both=" AND ", either=" OR "):
    """Words, phrases and prefixes as most query languages write them; no filters."""
    if query.phrase:
        return f'"{query.phrase}"'
    if query.prefix:
        return query.prefix + "*"
    return (both if query.all else either).join(query.words)


class Peer:
    asker = None  # the program that command() runs

    def __init__(self, work):
        self.index = work / type(self).__name__.lower()

    def stored(self):
        """What counts as the index."""
        return self.index

    @classmethod
    def missing(cls):
        """The programs that are not installed."""
        return [program for program in cls.programs if shutil.which(program) is None]

    def fresh(self):
        shutil.rmtree(self.index, ignore_errors=True)
        self.index.mkdir(parents=True)


class Sqlite(Peer):
    """FTS5 with Porter stems; the text is stored, the tags are given, nothing waits for the disk."""

    name = "SQLite FTS5"
    programs = ()

    def run(self, *words, keep_output=False):
        return Run([sys.executable, HERE / "sqlite_engine.py", *words], keep_output=keep_output)

    def build(self, letters):
        self.fresh()
        self.stored().mkdir()
        return self.run("build", self.stored() / "database", letters.directory)

    def stored(self):
        return self.index / "db"

    def add(self, letters, _):
        return self.run("add", self.stored() / "database", letters.directory)

    @staticmethod
    def statement(query):
        match = plain_query(query)
        if query.words:
            match = (" AND " if query.all else " OR ").join(f'"{word}"' for word in query.words)
        if query.authority:
            return match, " AND tags.authority=? AND tags.doctype=?", [query.authority, query.type]
        if query.since:
            return match, " AND tags.date BETWEEN ? AND ?", [query.since, query.until]
        return match, "", []

    def ask(self, queries, warm):
        asked = self.index / "queries"
        asked.write_text("".join(json.dumps(self.statement(query)) + "\n"
                                 for query in warm + queries))
        said = self.run("ask", self.stored() / "database", asked, len(warm), keep_output=True).output
        return [(float(took), int(total)) for took, total, _ in
                (line.split() for line in said.decode().splitlines())]


class Groonga(Peer):
    """Without stemming, as it has none by default; the text is stored, the tags are given."""

    name = "Groonga"
    programs = ("groonga",)
    tables = ("table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram "
              "--normalizer NormalizerAuto",
              "table_create Authorities TABLE_PAT_KEY ShortText",
              "table_create Types TABLE_PAT_KEY ShortText",
              "table_create Outcomes TABLE_PAT_KEY ShortText",
              "table_create Exemptions TABLE_PAT_KEY ShortText",
              "table_create Years TABLE_PAT_KEY UInt16",
              "table_create Dates TABLE_PAT_KEY UInt32",
              "table_create Letters TABLE_NO_KEY",
              "column_create Letters path COLUMN_SCALAR ShortText",
              "column_create Letters body COLUMN_SCALAR Text",
              "column_create Letters authority COLUMN_SCALAR Authorities",
              "column_create Letters doctype COLUMN_SCALAR Types",
              "column_create Letters outcome COLUMN_SCALAR Outcomes",
              "column_create Letters exemption COLUMN_VECTOR Exemptions",
              "column_create Letters year COLUMN_SCALAR Years",
              "column_create Letters date COLUMN_SCALAR UInt32")
    indexes = ("column_create Terms of_body COLUMN_INDEX|WITH_POSITION Letters body",
               "column_create Authorities of_letters COLUMN_INDEX Letters authority",
               "column_create Types of_letters COLUMN_INDEX Letters doctype",
               "column_create Dates of_letters COLUMN_INDEX Letters date")

    def stored(self):
        return self.index / "db"

    @staticmethod
    def write_load(letters, out):
        out.write("load --table Letters\n[\n")
        for number, row in enumerate(letters.rows()):
            out.write("" if number == 0 else ",\n")
            out.write(json.dumps({
                "path": row["path"], "body": letters.text(row), "authority": row["authority"],
                "doctype": row["doctype"], "outcome": row["outcome"], "year": int(row["date"][:4]),
                "date": int(row["date"].replace("-", "")),
                "exemption": [one for one in row["exemptions"].split(";") if one]}))
        out.write("\n]\n")

    def build(self, letters):
        self.fresh()
        self.stored().mkdir()
        commands = self.index / "commands"
        with open(commands, "w", encoding="utf-8") as out:
            out.write("\n".join(self.tables) + "\n")
            self.write_load(letters, out)
            out.write("\n".join(self.indexes) + "\n")
        with open(commands, encoding="utf-8") as asked:
            run = Run(["groonga", "-n", self.stored() / "letters"], stdin=asked)
        commands.unlink()
        return run

    def add(self, letters, _):
        commands = self.index / "commands"
        with open(commands, "w", encoding="utf-8") as out:
            self.write_load(letters, out)
        with open(commands, encoding="utf-8") as asked:
            run = Run(["groonga", self.stored() / "letters"], stdin=asked)
        commands.unlink()
        return run

    @staticmethod
    def select(query):
        def quoted(text):
            return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
        command = ("select Letters --command_version 2 --match_columns body --sort_keys -_score "
                   "--limit 10 --output_columns '_id,_score,path,snippet_html(body)' "
                   "--drilldown authority,year,exemption,outcome,doctype "
                   "--drilldown_sort_keys -_nsubrecs --drilldown_limit 10 --query " +
                   quoted(plain_query(query, both=" ")))
        if query.authority:
            command += " --filter " + quoted(f'authority == "{query.authority}" && '
                                             f'doctype == "{query.type}"')
        if query.since:
            since, until = query.since.replace("-", ""), query.until.replace("-", "")
            command += " --filter " + quoted(f"date >= {since} && date <= {until}")
        return command

    def ask(self, queries, warm):
        answers = []
        with subprocess.Popen(["groonga", self.stored() / "letters"], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE) as groonga:
            for query in warm + queries:
                command = self.select(query).encode() + b"\n"
                started = time.perf_counter()
                groonga.stdin.write(command)
                groonga.stdin.flush()
                line = groonga.stdout.readline()
                took = (time.perf_counter() - started) * 1e3
                head, body = json.loads(line)
                if head[0] != 0:
                    sys.exit(f"Groonga refused: {command.decode()}{head}")
                answers.append((took, body[0][0][0]))
        return answers[len(warm):]


class Omindex(Peer):
    """Omega's indexer. Its text is not stored, but a sample of it."""

    name = "omindex"
    programs = ("omindex", "quest", "xapian-compact")
    asker = "quest"

    def stored(self):
        return self.index / "db"

    def run(self, *words):
        return Run(["omindex", "--db", self.stored(), *words])

    def build(self, letters):
        self.fresh()
        self.docs = letters.docs
        return self.rerun()

    def rerun(self):
        return self.run("--url", "/", "--duplicates=replace", self.docs)

    def add(self, _, place):
        return self.run("--url", f"/{place.name}", "--no-delete", place)

    def compact(self):
        shutil.rmtree(self.index / "compact", ignore_errors=True)
        return Run(["xapian-compact", self.stored(), self.index / "compact"])

    def command(self, query):
        return ["quest", "-d", self.stored(), "-s", "english", "-m", "10", "-f",
                "default,wildcard", plain_query(query)]


class Recoll(Peer):
    name = "recollindex"
    programs = ("recollindex", "recollq")
    asker = "recollq"

    def build(self, letters):
        self.fresh()
        (self.index / "recoll.conf").write_text(
            f"topdirs = {letters.docs}\nidxflushmb = 200\nloglevel = 2\nnoaspell = 1\n"
            "indexstemminglanguages = english\n")
        return self.rerun()

    def rerun(self):
        return Run(["recollindex", "-c", self.index])

    def add(self, _, place):
        return Run(["recollindex", "-c", self.index, "-i", *sorted(place.rglob("*.txt"))])

    def command(self, query):
        return ["recollq", "-c", self.index, "-n", "10", "-A", plain_query(query)]


ALL = {"sqlite": Sqlite, "groonga": Groonga, "omindex": Omindex, "recoll": Recoll}
