"""Figures as they come in, the goals, and the table that sets one against the other."""
import csv
import operator
import subprocess

MILLION = 1_000_000
OURS = "foi-index"
FIELDS = ("figure", "engine", "letters", "value", "unit", "runs")


class Report:
    """The figures: (figure, engine, letters) -> value. Each is printed and written at once."""

    def __init__(self, out, letters):
        out.mkdir(parents=True, exist_ok=True)
        self.out = out
        self.letters = letters
        self.values = {}
        self.table = open(out / "figures.csv", "w", newline="", encoding="utf-8")
        self.writer = csv.writer(self.table, lineterminator="\n")
        self.writer.writerow(FIELDS)
        self.notes = open(out / "notes.txt", "w", encoding="utf-8")

    def add(self, figure, engine, letters, value, unit, runs=1):
        self.values[figure, engine, letters] = value
        self.writer.writerow((figure, engine, letters, f"{value:.6g}", unit, runs))
        self.table.flush()
        of = f"median of {runs}" if runs > 1 else ""
        print(f"{figure:<34} {engine:<12} {letters:>9,} {value:>12,.4g} {unit:<22} {of}", flush=True)

    def note(self, text):
        print(f"# {text}", flush=True)
        print(text, file=self.notes, flush=True)

    def get(self, figure, engine, letters=None):
        """A figure, of the run's letters unless other LETTERS are named; or None."""
        return self.values.get((figure, engine, letters or self.letters))

    def first(self, figure, engine):
        """A figure of whatever letters it was measured on first; or None."""
        return next((value for (one, other, _), value in self.values.items()
                     if (one, other) == (figure, engine)), None)

    def ratio(self, figure, peer):
        """Ours over the peer's, on the same letters; a rate also where the peer was given fewer."""
        theirs = self.get(figure, peer)
        if theirs is None and figure == "build rate":
            theirs = self.first(figure, peer)
        ours = self.get(figure, OURS)
        return ours / theirs if ours is not None and theirs is not None else None

    def ratio_on_real_text(self, figure, peer):
        ours, theirs = self.first(figure, OURS), self.first(figure, peer)
        return ours / theirs if ours is not None and theirs is not None else None

    def spread(self, figure):
        """Ours at the largest number of letters over ours at the smallest."""
        found = sorted((letters, value) for (one, engine, letters), value in self.values.items()
                       if (one, engine) == (figure, OURS))
        return found[-1][1] / found[0][1] if len(found) > 1 else None

    def plot(self, script):
        self.table.flush()
        return subprocess.run(["gnuplot", "-e", f"figures='{self.out}/figures.csv'; "
                               f"picture='{self.out}/figures.svg'", script], check=False).returncode


def at_million(report, figure):
    return report.get(figure, OURS, MILLION)


def share_at_million(report):
    large, usual = at_million(report, "build rate"), report.get("build rate", OURS)
    return large / usual if large and report.letters != MILLION else None


# What is asked for, how it is got from the figures, the comparison, the limit.
GOALS = (
    ("build rate / SQLite FTS5", lambda r: r.ratio("build rate", "SQLite FTS5"), ">=", 0.7),
    ("build rate / omindex", lambda r: r.ratio("build rate", "omindex"), ">=", 8),
    ("build rate / recollindex", lambda r: r.ratio("build rate", "recollindex"), ">=", 8),
    ("build rate at 1,000,000 / usual", share_at_million, ">=", 0.85),
    ("index bytes a byte of text", lambda r: r.get("index size", OURS), "<=", 1.3),
    ("peak memory, MB", lambda r: r.get("peak memory", OURS), "<=", 512),
    ("peak memory at 1,000,000, MB", lambda r: at_million(r, "peak memory"), "<=", 512),
    ("mixed queries p50, ms", lambda r: r.get("mixed queries p50", OURS), "<=", 3),
    ("mixed queries p50 / Groonga", lambda r: r.ratio("mixed queries p50", "Groonga"), "<=", 0.25),
    ("mixed queries p99 / Groonga", lambda r: r.ratio("mixed queries p99", "Groonga"), "<=", 0.5),
    ("phrases p50 / Groonga", lambda r: r.ratio("phrase queries p50", "Groonga"), "<=", 1),
    ("phrases on real text p50 / Groonga",
     lambda r: r.ratio_on_real_text("real phrases p50", "Groonga"), "<=", 1),
    ("mixed queries at 1,000,000 p50, ms", lambda r: at_million(r, "mixed queries p50"), "<=", 15),
    ("mixed queries at 1,000,000 p99, ms", lambda r: at_million(r, "mixed queries p99"), "<=", 150),
    ("foi-query p50, ms", lambda r: r.get("new process p50", OURS), "<=", 12),
    ("foi-query at 1,000,000 p50, ms", lambda r: at_million(r, "new process p50"), "<=", 30),
    ("foi-query p50 / recollq", lambda r: r.ratio("new process p50", "recollq"), "<", 1),
    ("foi-query p50 / quest", lambda r: r.ratio("new process p50", "quest"), "<", 1),
    ("run again, nothing changed / omindex",
     lambda r: r.ratio("unchanged rerun", "omindex"), "<=", 1),
    ("add 100 letters, s", lambda r: r.get("add 100", OURS), "<=", 0.25),
    ("2 jobs against 1", lambda r: r.get("2 jobs against 1", OURS), ">=", 1.8),
    ("2 jobs, 2 cores against 1 job, 1 core",
     lambda r: r.get("2 cores against 1", OURS), ">=", 1.8),
    ("time a letter, most / fewest letters", lambda r: r.spread("time a letter"), "<=", 1.18),
    ("size, most / fewest letters", lambda r: r.spread("index size"), "<=", 1.1),
    ("memory, most / fewest letters", lambda r: r.spread("peak memory"), "<=", 1.1),
)
HOLDS = {">=": operator.ge, "<=": operator.le, "<": operator.lt}


def goals(report, refused):
    """Prints and writes the goals. REFUSED queries keep the goals of mixed queries from being met."""
    rows = []
    for name, measure, sign, limit in GOALS:
        value = measure(report)
        if value is None:
            rows.append((name, "", f"{sign} {limit}", "not measured"))
            continue
        met = HOLDS[sign](value, limit) and not (refused and name.startswith("mixed"))
        rows.append((name, f"{value:.3g}", f"{sign} {limit}", "met" if met else "not met"))
    with open(report.out / "goals.csv", "w", newline="", encoding="utf-8") as table:
        csv.writer(table, lineterminator="\n").writerows([("goal", "value", "limit", "met"), *rows])
    print(f"\n{'goal':<40} {'measured':>10}   {'limit':<8}")
    for name, value, limit, met in rows:
        print(f"{name:<40} {value:>10}   {limit:<8} {met}")
