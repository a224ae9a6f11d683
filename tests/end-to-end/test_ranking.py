"""How well questions are answered: judged ones over the example corpus, and the Cranfield collection."""
import sys
import unittest

import foi

sys.path.insert(0, str(foi.SOURCE / "tests" / "bench"))
import judge  # noqa: E402
import ranking  # noqa: E402  (tests/bench/ranking.py)

# What libxapian's plain BM25 reaches on Cranfield with the best of 144 sets of parameters, each figure by
# itself, title included: python3 tests/bench/ranking.py measures it anew.
PLAIN_PRECISION, PLAIN_GAIN = 0.3187, 0.3965


class Ranking(foi.Scratch):
    def figures(self, index):
        judged = judge.read_judged(foi.SOURCE / "corpus" / "judged.tsv")
        return judge.measure(judged, lambda question: judge.ask(
            str(foi.BIN / "foi-query"), str(index), question))["all"]

    def test_judged_questions_find_their_document_first_and_better_than_without_zones(self):
        foi.make_corpus(self.documents)
        self.update()
        with_zones = self.figures(self.index)
        self.assertGreaterEqual(with_zones["mrr"], 0.9)
        self.assertGreaterEqual(with_zones["recall"], 0.9)
        flat = self.directory / "flat"
        ranking.run(foi.BUILD / "tests" / "bench-flatten", self.index, flat)
        without = self.figures(flat)
        self.assertGreater(with_zones["mrr"], without["mrr"])
        self.assertGreater(with_zones["ndcg"], without["ndcg"])

    def test_every_judged_document_is_in_the_corpus(self):
        foi.make_corpus(self.documents)
        names = {path.name for path in self.documents.rglob("*")}
        judged = judge.read_judged(foi.SOURCE / "corpus" / "judged.tsv")
        self.assertGreaterEqual(len(judged), 40)
        for question, kind, relevant in judged:
            self.assertIn(kind, ("known", "topical"), question)
            self.assertLessEqual(set(relevant), names, question)
            self.assertIn(2, relevant.values(), question)

    @unittest.skipIf(foi.SANITIZED, "what a sanitizer could find, other tests run over")
    def test_cranfield_is_ranked_at_least_as_well_as_by_plain_bm25(self):
        folder = foi.SHARED / "fixtures" / "ranking"
        if not folder.is_dir():
            self.skipTest(f"{folder} is not there")
        precision, gain = ranking.ours_on_cranfield(ranking.Cranfield(folder), foi.BIN,
                                                    self.directory)
        self.assertGreaterEqual(precision, PLAIN_PRECISION)
        self.assertGreaterEqual(gain, PLAIN_GAIN)


if __name__ == "__main__":
    unittest.main()
