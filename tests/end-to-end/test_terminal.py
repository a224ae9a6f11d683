"""foi-query on a terminal: widths, colour and links, and the pager."""
import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import unicodedata

import foi

WORDS = "The gates failed on every morning of that week and nobody could say why they did. "
LONG_WORD = "x" * 130
WIDE = "漢字の文書は幅が二倍になるので行の長さを数えるときに注意が必要です。" * 4


def columns_of(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line
               if not unicodedata.combining(c))


class Terminal(foi.Scratch):
    def setUp(self):
        super().setUp()
        letters = [f"Home Office\n\nDear Ms Example,\n\n{WORDS * 3}\n\nLetter {i}: section "
                   f"31(1)(a) of the Freedom of Information Act 2000 applies to the gates.\n"
                   for i in range(12)]
        for i, letter in enumerate(letters):
            self.write(f"letters/letter-{i:02}.txt", letter)
        self.write("wide.txt", f"gates\n\n{WIDE}\n\n{LONG_WORD} gates {LONG_WORD}\n")
        self.update()

    def at_width(self, columns, *arguments):
        done = foi.run("foi-query", "-i", self.index, *arguments,
                       env=dict(os.environ, COLUMNS=str(columns)))
        return done.stdout.decode().splitlines()

    def on_terminal(self, *arguments, rows=24, columns=80, status=0, **environment):
        """What a terminal of that size is sent."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        settings = {name: value for name, value in os.environ.items()
                    if name not in ("PAGER", "FOI_PAGER", "LESS", "NO_COLOR", "COLUMNS")}
        process = subprocess.Popen([foi.BIN / "foi-query", "-i", self.index, *arguments],
                                   stdin=theirs, stdout=theirs, stderr=theirs,
                                   start_new_session=True,
                                   env=dict(settings, TERM="xterm", **environment))
        os.close(theirs)
        said = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            said += part
        os.close(ours)
        self.assertEqual(process.wait(foi.PATIENCE), status, said)
        return said.decode().replace("\r\n", "\n")

    def test_no_line_is_wider_than_the_terminal(self):
        identifier = self.query("title:wide")["hits"] or self.query("path:wide.txt gates")["hits"]
        for columns in (40, 80, 200):
            for arguments in (["gates"], ["gates", "--snippets=3", "--facet=month,path,exemption"],
                              ["gates", "--explain"], ["gates", "--collapse=case"],
                              ["--tabulate=authority,exemption", "gates"],
                              ["--timeline=month", "gates"],
                              ["--show", identifier[0]["id"]],
                              ["--show", str(self.documents / "letters/letter-00.txt")]):
                for line in self.at_width(columns, *arguments):
                    path = re.search(rf"{re.escape(str(self.documents))}\S*", line)
                    if path:  # a path is not broken, and nothing else makes its line too wide
                        line = line if columns_of(line) > columns and path.end() < len(line) \
                            else ""
                    self.assertLessEqual(columns_of(line), columns, line)

    def test_nothing_is_lost_at_40_columns(self):
        narrow, wide = (re.sub(r"\s", "", "".join(self.at_width(columns, "--show",
                               self.documents / "wide.txt"))) for columns in (40, 200))
        self.assertEqual(narrow, wide)
        self.assertIn(WIDE, wide)

    def test_prose_is_not_stretched_over_200_columns(self):
        lines = self.at_width(200, "--show", self.documents / "letters/letter-00.txt")
        self.assertLessEqual(max(len(line) for line in lines if str(self.documents) not in line),
                             100)

    def test_only_the_first_line_of_a_hit_begins_at_the_margin(self):
        self.write("long.txt", f"Home Office\n\nRequest about {WORDS.lower()}\n\nMarigold.\n")
        self.update()
        lines = self.at_width(40, "marigold", "--facet=")
        self.assertGreater(len(lines), 6)
        self.assertEqual([line for line in lines[2:] if line[:3].strip()], [lines[2]])

    def test_the_total_says_in_one_form_which_hits_are_shown(self):
        for arguments, told in ((("--limit=5",), "12 documents; hits 1 to 5"),
                                (("--limit=1",), "12 documents; hit 1"),
                                (("--limit=5", "--offset=10"), "12 documents; hits 11 to 12"),
                                (("--offset=60",), "12 documents; no hits from 61 on"),
                                (("--limit=0", "--offset=60"), "12 documents"),
                                (("--limit=5", "--collapse=case"),
                                 "12 documents in 12 hits; hits 1 to 5"),
                                ((), "12 documents; hits 1 to 10"),
                                (("--limit=20",), "12 documents")):
            for form in ("text", "markdown"):
                lines = self.at_width(80, "letter gates", f"--format={form}", *arguments)
                self.assertEqual(lines[0].split("**")[form == "markdown"], told, arguments)

    def test_a_terminal_gets_colour_and_links_and_a_pipe_does_not(self):
        text = self.on_terminal("gates", "--limit=1", "--facet=", rows=60)
        self.assertIn("\x1b[1m", text)
        self.assertIn("\x1b]8;;file://", text)
        self.assertNotIn("\x1b", self.on_terminal("gates", "--limit=1", rows=60, NO_COLOR="1"))
        self.assertNotIn("\x1b", "".join(self.at_width(80, "gates")))

    def test_a_long_answer_goes_through_the_pager_and_a_short_one_does_not(self):
        pager = dict(FOI_PAGER="sed s/^/PAGED:/")
        self.assertIn("PAGED:13 documents", self.on_terminal("gates", **pager))
        self.assertNotIn("PAGED", self.on_terminal("gates", rows=400, **pager))
        self.assertNotIn("PAGED", self.on_terminal("gates", "--no-pager", **pager))
        self.assertIn("PAGED", self.on_terminal("gates", "--format=markdown", **pager))
        self.assertIn("\x1b[1m", self.on_terminal("gates", **pager), "colour stays")

    def test_which_pager(self):
        both = dict(PAGER="sed s/^/OTHER:/", FOI_PAGER="sed s/^/OURS:/")
        self.assertIn("OURS:13", self.on_terminal("gates", **both))
        self.assertIn("OTHER:13", self.on_terminal("gates", PAGER=both["PAGER"]))
        self.assertIn("A-13", self.on_terminal("gates", PAGER="sed s/^/B-/ | sed s/B/A/"))
        self.assertIn("<FRX>", self.on_terminal("gates", PAGER='echo "<$LESS>"; cat'))
        self.assertIn("<S>", self.on_terminal("gates", PAGER='echo "<$LESS>"; cat', LESS="S"))
        for none in ("", "cat"):
            self.assertIn("13 documents", self.on_terminal("gates", FOI_PAGER=none, PAGER="false"))

    def test_a_pager_that_is_missing_or_fails_loses_nothing(self):
        for pager in ("/no/such/pager", "no-such-pager-at-all -R", "false", "no-such | pager",
                      "exit 3;"):
            text = self.on_terminal("gates", PAGER=pager)
            self.assertIn("13 documents", text, pager)
            self.assertIn("Exemption", text, pager)

    def test_leaving_the_pager_early_is_no_error(self):
        text = self.on_terminal("gates", PAGER="head -n 1")
        self.assertEqual(text.count("documents"), 1)
        self.on_terminal("gates", PAGER="head -n 1; kill -9 $$")

    def test_the_status_is_that_of_the_search(self):
        self.on_terminal("xylophone", rows=1, status=1, PAGER="sed s/^/PAGED:/")
        self.on_terminal("outcome:nonsense", rows=1, status=2, PAGER="sed s/^/PAGED:/")
