#!/usr/bin/python3
"""Rank a collection by libxapian's plain BM25 (Debian's python3-xapian): what ranking.py compares with.

Reads one JSON object from standard input: documents [[id, title, text]...], questions [text...], the
parameters of BM25 [[k1, b, least length]...] and how often the title is indexed beside the text [0, ...].
Prints for each combination one JSON object a line: what it is, and the ids of the first thousand
documents for each question. Words are stemmed, none is left out, and any of a question's words will do.
"""
import json
import re
import sys

import xapian

STEMMER = xapian.Stem("english")
DEPTH = 1000


def build(documents, title_times):
    database = xapian.WritableDatabase("", xapian.DB_BACKEND_INMEMORY)
    terms = xapian.TermGenerator()
    terms.set_stemmer(STEMMER)
    terms.set_stemming_strategy(xapian.TermGenerator.STEM_ALL)
    for number, title, text in documents:
        document = xapian.Document()
        terms.set_document(document)
        if title_times:
            terms.index_text(title, title_times)
        terms.index_text(text)
        document.set_data(str(number))
        database.add_document(document)
    return database


def rank(database, question, parameters):
    parser = xapian.QueryParser()
    parser.set_stemmer(STEMMER)
    parser.set_stemming_strategy(xapian.QueryParser.STEM_ALL)
    enquire = xapian.Enquire(database)
    enquire.set_query(parser.parse_query(re.sub(r"[^\w\s]", " ", question), 0))
    k1, b, least = parameters
    enquire.set_weighting_scheme(xapian.BM25Weight(k1, 0, 1, b, least))
    return [match.document.get_data().decode() for match in enquire.get_mset(0, DEPTH)]


def main():
    asked = json.load(sys.stdin)
    for title_times in asked["title_times"]:
        database = build(asked["documents"], title_times)
        for parameters in asked["parameters"]:
            answers = [rank(database, question, parameters) for question in asked["questions"]]
            print(json.dumps({"title_times": title_times, "parameters": parameters,
                              "answers": answers}))


if __name__ == "__main__":
    main()
