"""One text in two formats: the judgments that stand as DOCX and as LegalDocML agree word for word."""
import contextlib
import io
import os
import unittest

import foi
import words

JUDGMENTS = foi.SHARED / "fixtures" / "judgments"


class Words(unittest.TestCase):
    @unittest.skipUnless(JUDGMENTS.is_dir(), f"no judgments at {JUDGMENTS}")
    def test_judgments_agree(self):
        os.environ["FOI_BIN"] = str(foi.BIN)
        told = io.StringIO()
        with contextlib.redirect_stdout(told):
            status = words.main([str(JUDGMENTS), "--least=99.5"])
        self.assertEqual(status, 0, told.getvalue())
        self.assertGreater(len(told.getvalue().splitlines()), 30)

    def test_measure(self):
        one, other = "the act of 2000 applies".split(), "the act 2000 applies here".split()
        self.assertEqual(words.compare(one, other, 0), 4)


if __name__ == "__main__":
    unittest.main()
