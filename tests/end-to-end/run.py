#!/usr/bin/env python3
"""Run the end-to-end tests: run.py BUILD_DIRECTORY [NAME_PART...]

Each test_*.py here drives the real programs of BUILD_DIRECTORY/bin on real files. Every test that is
skipped is named with its reason. The last line counts; the exit status is 0 when nothing failed.
"""
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    os.environ["FOI_BUILD"] = str(build)
    os.environ["PATH"] = f"{build / 'bin'}:{os.environ['PATH']}"
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{part}*" for part in sys.argv[2:]] or None
    suite = loader.discover(str(HERE), pattern="test_*.py")
    result = unittest.TextTestRunner(verbosity=2, stream=sys.stdout).run(suite)
    for test, reason in result.skipped:
        print(f"skipped {test}: {reason}")
    failed = len(result.failures) + len(result.errors) + len(result.unexpectedSuccesses)
    passed = result.testsRun - failed - len(result.skipped)
    print(f"end-to-end: {passed} passed, {failed} failed, {len(result.skipped)} skipped")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main())
