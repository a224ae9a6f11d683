"""Every output in JSON is as its schema says, and says nothing that the schema does not."""
import json

import jsonschema

import foi

SCHEMAS = foi.SOURCE / "query" / "format" / "schema"


def load(name):
    return json.loads((SCHEMAS / name).read_text())


class Schemas(foi.Scratch):
    def setUp(self):
        super().setUp()
        foi.make_corpus(self.documents)
        self.write(b"odd-\xff.txt", "Dear Ms Example, the marigold papers are withheld.\n")
        self.write("damaged.pdf", b"%PDF-1.4 and nothing else")
        self.update(status=1)

    def check(self, name, text):
        schema = load(name)
        resolver = jsonschema.RefResolver((SCHEMAS / name).as_uri(), schema)
        validator = jsonschema.Draft202012Validator(schema, resolver=resolver)
        value = json.loads(text)
        problem = jsonschema.exceptions.best_match(validator.iter_errors(value))
        self.assertIsNone(problem, problem)
        return value

    def ask(self, *arguments, status=0):
        return foi.run("foi-query", "-i", self.index, *arguments, status=status).stdout.decode()

    def test_the_schemas_are_schemas_that_allow_nothing_unsaid(self):
        names = sorted(path.name for path in SCHEMAS.glob("*.json"))
        self.assertGreater(len(names), 7)
        for name in names:
            schema = load(name)
            jsonschema.Draft202012Validator.check_schema(schema)
            self.assertEqual(schema["$id"], name)
            if "properties" in schema:
                self.assertIs(schema["additionalProperties"], False, name)

    def test_answers(self):
        everything = ",".join(facet for facet in (
            "authority", "sector", "regime", "type", "exemption", "ruling", "outcome", "favours",
            "year", "month", "case", "file", "lang", "path"))
        for arguments in (["passport gates"], ["exemption:31"], ["marigold"],
                          ["type:decision-notice", "--limit=100", "--snippets=3"],
                          ["--facet=" + everything, "--facet-size=0", "request"],
                          ["--explain", "gates \"public interest\" -type:guidance"],
                          ["--collapse=case", "gates"], ["--collapse=container", "request"],
                          ["misspeled wrods of gatez"]):
            answer = self.check("search.json", self.ask("--format=json", *arguments, status=None))
            self.assertIn("hits", answer)
        self.check("search.json", self.ask("--format=json", "xylophone", status=1))
        self.check("search.json", self.ask(
            "--format=json", "--like", self.documents / "ico/ico-response-staff-survey.md",
            status=None))

    def test_lines(self):
        for line in self.ask("--format=jsonl", "--limit=50", "request").splitlines():
            self.assertEqual(self.check("hit.json", line)["schema"], 1)
        lines = self.ask("--format=jsonl", "--limit=0", "request").splitlines()
        self.assertEqual([self.check("facet.json", line)["facet"] for line in lines],
                         ["authority", "year", "exemption", "outcome", "type", "file"])

    def test_documents_and_parts_of_them(self):
        hits = json.loads(self.ask("--format=json", "--limit=1000", "request OR marigold"))["hits"]
        for hit in hits[:40]:
            shown = self.check("document.json", self.ask("--show", hit["id"], "--format=json"))
            self.assertIn("text", shown)
        self.check("excerpt.json", self.ask(
            "--show", self.documents / "dwp-assessment-reports/dwp-06-decision-notice.pdf",
            "--format=json", "--paragraph=1-4"))
        self.check("excerpt.json", self.ask(
            "--show", self.documents / "councils/hackney-agency-spend.xlsx", "--format=json",
            "--row=2-3"))

    def test_tables_and_timelines(self):
        self.check("table.json", self.ask("--format=json", "--tabulate=exemption,ruling",
                                          "type:decision-notice"))
        self.check("table.json", self.ask("--format=json", "--tabulate=authority,outcome",
                                          "request"))
        for period in ("month", "year"):
            self.check("timeline.json", self.ask("--format=json", "--timeline=" + period,
                                                 "request"))

    def test_what_the_indexer_says(self):
        lines = foi.run("foi-index", "--inspect", "--format=json", self.documents,
                        status=1).stdout.splitlines()
        self.assertGreater(len(lines), 90)
        for line in lines:
            self.check("document.json", line)
        lines = foi.run("foi-index", "-i", self.index, "--failures", "--format=json",
                        status=None).stdout.splitlines()
        self.assertGreater(len(lines), 0)
        for line in lines:
            self.check("failure.json", line)

    def test_they_are_installed(self):
        prefix = self.directory / "installed"
        foi.install(prefix)
        self.assertEqual({path.name for path in (prefix / "share/foi/schema").iterdir()},
                         {path.name for path in SCHEMAS.glob("*.json")})
        for made in ("man/man1/foi-query.1", "man/man1/foi-index.1",
                     "bash-completion/completions/foi-query", "zsh/site-functions/_foi-query",
                     "fish/vendor_completions.d/foi-query.fish"):
            self.assertTrue((prefix / "share" / made).stat().st_size > 0, made)
