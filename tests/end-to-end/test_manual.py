"""--help, the man pages and the completion of shells, as the programs make them."""
import os
import re
import shutil
import subprocess
import unittest

import foi

PROGRAMS = ("foi-index", "foi-query")


def made(program, kind):
    return foi.run(program, "--generate=" + kind).stdout.decode()


def options_of(program):
    """Long names of the options that --help shows."""
    return re.findall(r"^  (?:-\w, |    )--([a-z-]+)", foi.run(program, "--help").stdout.decode(),
                      flags=re.M)


def needs(tool):
    return unittest.skipUnless(shutil.which(tool), f"{tool} is not installed")


class Manual(foi.Scratch):
    def page(self, program, *options):
        """The man page as a person sees it; fails on any warning."""
        done = subprocess.run(["groff", "-man", "-ww", "-Tutf8", "-P-cbou", *options],
                              input=made(program, "man").encode(), capture_output=True,
                              check=True, timeout=foi.PATIENCE)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode()

    @needs("groff")
    def test_the_man_page_has_every_option_and_no_warning(self):
        for program in PROGRAMS:
            page = self.page(program)
            for option in options_of(program):
                self.assertIn("--" + option, page.replace("‐", "-").replace("−", "-"))

    @needs("groff")
    def test_the_man_page_of_the_query_names_every_value_of_closed_fields(self):
        page = re.sub(r"\s+", " ", self.page("foi-query"))
        for value in ("decision-notice", "partly-disclosed", "requester", "foisa", "upheld:"):
            self.assertIn(value, page)

    def test_the_help_says_where_all_values_are(self):
        self.assertIn(b"man foi-query has all its values", foi.run("foi-query", "--help").stdout)

    def test_the_help_fits_on_a_few_screens(self):
        for program in PROGRAMS:
            lines = foi.run(program, "--help").stdout.decode().splitlines()
            self.assertLessEqual(len(lines), 110, program)
            self.assertLessEqual(max(map(len, lines)), 100, program)
            self.assertNotIn("generate", "\n".join(lines))

    def test_an_unknown_kind_is_refused(self):
        failed = foi.run("foi-query", "--generate=html", status=2)
        self.assertIn(b"man, bash, zsh or fish", failed.stderr)


class Examples(foi.Scratch):
    """Every example of --help and of the man pages runs over the example corpus."""

    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)
        self.home = self.directory / "home"
        self.home.mkdir()
        os.rename(self.documents, self.home / "foi")
        shutil.copy(self.home / "foi/police/kent-police-notice-2013.pdf", self.home / "letter.pdf")
        (self.home / "corrections.csv").write_text(
            "path,outcome\nfoi/ico/ico-response-staff-survey.md,partly-disclosed\n")
        self.environment = dict(os.environ, HOME=str(self.home),
                                XDG_DATA_HOME=str(self.home / "data"),
                                XDG_STATE_HOME=str(self.home / "state"),
                                PATH=f"{foi.BIN}:{os.environ['PATH']}")
        self.environment.pop("FOI_INDEX", None)

    def run_all(self, commands):
        for command in commands:
            done = subprocess.run(["sh", "-c", command], cwd=self.home, env=self.environment,
                                  capture_output=True, timeout=foi.PATIENCE, check=False)
            self.assertIn(done.returncode, (0, 1) if "foi-index" in command else (0,),
                          f"{command}\n{done.stderr.decode()}")

    def test_those_of_the_help(self):
        for program in PROGRAMS:
            text = foi.run(program, "--help").stdout.decode()
            commands = text.split("\nExamples:\n")[1].splitlines()
            self.assertGreater(len(commands), 2)
            self.run_all(commands)

    def test_those_of_the_man_pages(self):
        for program in PROGRAMS:
            lines = re.findall(r"^\.nf\n(.*)\n\.fi", made(program, "man"), flags=re.M)
            self.assertGreater(len(lines), 2)
            self.run_all(re.sub(r"\\\((aq|ti)", lambda m: {"aq": "'", "ti": "~"}[m[1]], line)
                         .replace("\\-", "-").replace("\\e", "\\").replace("\\&", "")
                         for line in lines)


class Completion(foi.Scratch):
    def bash(self, line, program="foi-query"):
        """What bash would offer behind LINE, as it replaces the word at hand."""
        script = self.directory / "completion"
        script.write_text(made(program, "bash"))
        function = "_" + program.replace("-", "_")
        done = subprocess.run(
            ["bash", "-c", f'source "$1"; COMP_LINE=$2 COMP_POINT=${{#2}}; {function}; '
             'printf "%s\\n" "${COMPREPLY[@]}"', "bash", script, line],
            capture_output=True, check=True, timeout=foi.PATIENCE)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode().split()

    def test_bash_completes_options_and_their_values(self):
        self.assertIn("--format=", self.bash("foi-query --fo"))
        self.assertEqual(self.bash("foi-query --format=js"), ["json", "jsonl"])
        self.assertEqual(self.bash("foi-query --format ma"), ["markdown"])
        self.assertEqual(self.bash("foi-query --sort="), ["relevance", "date", "-date"])
        self.assertEqual(self.bash("foi-query --facet=year,out"), ["year,outcome"])
        self.assertEqual(self.bash("foi-query --boost=newer,d"), ["newer,decisions"])
        self.assertEqual(self.bash("foi-query --timeline=m"), ["month"])
        self.assertEqual(self.bash("foi-query --timeline ty"), ["type:"])
        self.assertEqual(self.bash("foi-index --sandbox=re", "foi-index"), ["require"])

    def test_bash_completes_fields_and_closed_values(self):
        self.assertEqual(self.bash("foi-query ty"), ["type:"])
        self.assertEqual(self.bash("foi-query type:decision-n"), ["decision-notice"])
        self.assertEqual(self.bash("foi-query 'exemption:31 type:decision-n"),
                         ["exemption:31", "type:decision-notice"])  # one reply, parted here
        self.assertEqual(self.bash("foi-query ruling:re"), ["rejected:"])
        self.assertIn("missing", self.bash("foi-query outcome:"))
        self.assertEqual(self.bash("foi-query -- -outcome:remi"), ["remitted"])
        self.assertEqual(self.bash("foi-query marigol"), [])

    def test_bash_completes_every_option(self):
        for program in PROGRAMS:
            offered = {word.rstrip("=") for word in self.bash(program + " --", program)}
            self.assertEqual(offered, {"--" + option for option in options_of(program)})

    @needs("fish")
    def test_fish_completes_them_too(self):
        script = self.directory / "completion.fish"
        script.write_text(made("foi-query", "fish"))
        for line, offered in (("foi-query --format=js", ["--format=json", "--format=jsonl"]),
                              ("foi-query type:decision-n", ["type:decision-notice"]),
                              ("foi-query --facet year,out", ["year,outcome"]),
                              ("foi-query 'a ruling:rej", ["a ruling:rejected:"])):
            done = subprocess.run(["fish", "--no-config", "-c",
                                   f"source {script}; complete -C \"{line}\""],
                                  capture_output=True, check=True, timeout=foi.PATIENCE,
                                  env=dict(os.environ, HOME=str(self.directory)))
            self.assertEqual([o.split("\t")[0] for o in done.stdout.decode().splitlines()],
                             offered, line)

    @needs("zsh")
    def test_zsh_and_fish_can_read_what_is_made_for_them(self):
        for program in PROGRAMS:
            for shell in ("bash", "zsh") + (("fish",) if shutil.which("fish") else ()):
                script = self.directory / f"{program}.{shell}"
                script.write_text(made(program, shell))
                subprocess.run([shell, "-n", script], check=True, timeout=foi.PATIENCE)

    @needs("zsh")
    def test_zsh_completes_them_too(self):
        (self.directory / "_foi-query").write_text(made("foi-query", "zsh"))
        (self.directory / "ask.zsh").write_text(f"""
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1=; fpath=({self.directory} $fpath); autoload -Uz compinit; compinit -u -D
zstyle ":completion:*" menu no; setopt no_beep; bindkey "^I" complete-word; echo R""EADY'
zpty -r shell said '*READY*'
zpty -w -n shell "$1"$'\\t'
zpty -w shell $'\\x01echo \\x05 END'
zpty -r shell said '*END*END*'
print -r -- $said
""")
        for line, offered in (("foi-query type:decision-n", "type:decision-notice"),
                              ("foi-query --format=markd", "--format=markdown"),
                              ("foi-query titl", "title:")):
            done = subprocess.run(["zsh", "-f", self.directory / "ask.zsh", line],
                                  capture_output=True, check=True, timeout=foi.PATIENCE)
            self.assertIn(offered, done.stdout.decode(errors="replace"))
