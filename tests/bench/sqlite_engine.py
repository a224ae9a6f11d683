#!/usr/bin/env python3
"""SQLite FTS5 as a program, so that it is measured like the others: sqlite_engine.py build|add|ask

  build DATABASE LETTERS    index the letters of a directory of corpus.py, with their tags as given
  add DATABASE LETTERS      add more of them, durably
  ask DATABASE QUERIES WARM JSON lines of [match, condition, arguments]: prints a line for each as
                            bench-query does
"""
import json
import pathlib
import sqlite3
import sys
import time

from corpus import Letters

COLUMNS = ("authority", "year", "exemption", "outcome", "doctype")


def insert(database, letters, first):
    for number, row in enumerate(letters.rows(), first):
        database.execute("INSERT INTO body(rowid, text) VALUES(?, ?)", (number, letters.text(row)))
        database.execute("INSERT INTO tags VALUES(?,?,?,?,?,?,?,?)",
                         (number, row["path"], row["doctype"], row["authority"], row["date"],
                          int(row["date"][:4]), row["outcome"], row["exemptions"].split(";")[0]))


def build(path, letters):
    database = sqlite3.connect(path)
    database.executescript(
        "PRAGMA page_size=8192; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
        "PRAGMA cache_size=-262144;"
        "CREATE TABLE tags(id INTEGER PRIMARY KEY, path TEXT, doctype TEXT, authority TEXT,"
        " date TEXT, year INT, outcome TEXT, exemption TEXT);"
        "CREATE VIRTUAL TABLE body USING fts5(text, tokenize='porter unicode61');")
    database.execute("INSERT INTO body(body, rank) VALUES('hashsize', ?)", (64 << 20,))
    with database:
        insert(database, letters, 1)
    database.executescript("CREATE INDEX by_date ON tags(date);"
                           "CREATE INDEX by_authority ON tags(authority);")
    database.close()


def add(path, letters):
    database = sqlite3.connect(path)
    with database:
        insert(database, letters, database.execute("SELECT max(id) FROM tags").fetchone()[0] + 1)
    database.close()


def search(database, match, condition, arguments):
    """The top ten with snippets, and the counts of five columns over all matches: how many match."""
    joined = " JOIN tags ON tags.id=body.rowid" if condition else ""
    hits = database.execute(
        "SELECT body.rowid, snippet(body, 0, '[', ']', '...', 30), rank "
        f"FROM body{joined} WHERE body MATCH ?{condition} ORDER BY rank LIMIT 10",
        [match] + arguments).fetchall()
    database.execute("DROP TABLE IF EXISTS temp.found")
    database.execute(f"CREATE TEMP TABLE found AS SELECT {','.join(COLUMNS)} FROM body "
                     f"JOIN tags ON tags.id=body.rowid WHERE body MATCH ?{condition}",
                     [match] + arguments)
    for column in COLUMNS:
        database.execute(f"SELECT {column}, count(*) FROM found GROUP BY 1 ORDER BY 2 DESC LIMIT 10"
                         ).fetchall()
    return len(hits)


def ask(path, queries, warm):
    database = sqlite3.connect(path)
    database.execute("PRAGMA cache_size=-262144")
    database.execute("PRAGMA mmap_size=2000000000")
    for number, line in enumerate(pathlib.Path(queries).read_text().splitlines()):
        match, condition, arguments = json.loads(line)
        started = time.perf_counter()
        hits = search(database, match, condition, arguments)
        took = (time.perf_counter() - started) * 1e3
        if number >= warm:
            total = database.execute("SELECT count(*) FROM found").fetchone()[0]
            print(f"{took:.4f} {total} {hits}")


if __name__ == "__main__":
    if sys.argv[1] == "ask":
        ask(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        {"build": build, "add": add}[sys.argv[1]](sys.argv[2], Letters(pathlib.Path(sys.argv[3])))
