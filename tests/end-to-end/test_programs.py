"""The programs as a person or a script meets them: options, exit statuses, what goes where."""
import json
import subprocess

import foi

LETTER = """Home Office

3 June 2021

Dear Ms Example,

We refuse your request for the marigold papers under section 40(2) of the Freedom of Information
Act 2000.
"""


class ExitStatuses(foi.Scratch):
    def setUp(self):
        super().setUp()
        self.write("letter.txt", LETTER)
        self.update()

    def ask(self, *arguments, status):
        return foi.run("foi-query", "-i", self.index, *arguments, status=status)

    def test_hits_give_0_and_none_gives_1(self):
        self.ask("marigold", status=0)
        self.ask("xylophone", status=1)

    def test_json_is_printed_with_zero_hits_too(self):
        answer = json.loads(self.ask("--format=json", "xylophone", status=1).stdout)
        self.assertEqual((answer["schema"], answer["total"], answer["hits"]), (1, 0, []))

    def test_a_known_value_without_documents_is_empty_and_an_unknown_one_an_error(self):
        self.ask("outcome:disclosed", status=1)
        failed = self.ask("outcome:discloesd", status=2)
        self.assertIn(b"disclosed", failed.stderr, "the nearest value is named")
        self.assertEqual(failed.stdout, b"")

    def test_an_unknown_field_is_an_error_that_names_the_nearest(self):
        failed = self.ask("exemtion:40", status=2)
        self.assertIn(b"exemption", failed.stderr)

    def test_broken_queries_are_errors_that_name_the_place(self):
        for query in ('"unclosed', "(marigold", "marigold)", "exemption:", "date:2020-02-30",
                      "date:2021..2020", "AND", "exemption:banana"):
            failed = self.ask(query, status=2)
            self.assertNotEqual(failed.stderr, b"", query)
            self.assertEqual(failed.stdout, b"", query)

    def test_a_case_that_no_document_has_is_an_error_and_a_provision_is_not(self):
        self.assertIn(b"case", self.ask("case:aaaaaaaaaaaa", status=2).stderr)
        self.ask("exemption:22", status=1)

    def test_options_may_follow_the_query(self):
        answer = json.loads(self.ask("marigold", "--format=json", "--limit", "1", status=0).stdout)
        self.assertEqual(len(answer["hits"]), 1)

    def test_a_missing_index_gives_3_and_names_it(self):
        missing = self.directory / "nowhere"
        failed = foi.run("foi-query", "-i", missing, "marigold", status=3)
        self.assertIn(str(missing).encode(), failed.stderr)

    def test_wrong_usage_gives_2(self):
        foi.run("foi-query", "-i", self.index, status=2)
        foi.run("foi-query", "--no-such-option", "x", status=2)
        foi.run("foi-query", "-i", self.index, "--limit=many", "x", status=2)
        foi.run("foi-index", status=2)
        foi.run("foi-index", "--no-such-option", status=2)
        foi.run("foi-index", "--jobs=0", self.documents, status=2)
        foi.run("foi-index", "--check", self.documents, status=2)

    def test_what_is_wrong_with_an_option_is_told_after_the_name_of_the_program(self):
        for program, option in (("foi-query", "--limit=many"), ("foi-query", "--sort=size"),
                                ("foi-index", "--jobs=0"), ("foi-index", "--ocr=perhaps")):
            failed = foi.run(program, option, "marigold", status=2)
            self.assertTrue(failed.stderr.startswith(f"{program}: {option}: ".encode()),
                            failed.stderr)

    def test_a_word_to_leave_out_that_looks_like_an_option_is_told_where_to_stand(self):
        failed = self.ask("marigold", "-type:guidance", status=2)
        self.assertIn(b"unknown option -type:guidance: ", failed.stderr)
        self.assertIn(b"vexatious -- -type:guidance", failed.stderr)
        self.ask("marigold", "--", "-type:guidance", status=0)

    def test_one_letter_and_one_document_are_asked_for_at_a_time(self):
        for option in ("--like=one", "--show=one"):
            failed = self.ask(option, option, status=2)
            self.assertIn(b"only once", failed.stderr)

    def test_help_and_version_go_to_standard_output(self):
        for program in ("foi-index", "foi-query"):
            self.assertIn(b"Usage: " + program.encode(), foi.run(program, "--help").stdout)
            self.assertIn(b"0.1.0", foi.run(program, "--version").stdout)

    def test_the_version_says_what_is_in_force(self):
        told = foi.run("foi-index", "--version", "--verbose").stdout.decode()
        for name in ("strict", "pdf", "poppler", "gmime", "libxml2", "libzip", "libgsf", "ICU",
                     "libarchive", "tesseract", "libmagic"):
            self.assertRegex(told, rf"(?m)^  {name} +\S")
        if not foi.SANITIZED:
            self.assertRegex(told, r"(?m)^  strict +(seccomp|landlock)")
        off = foi.run("foi-index", "--version", "--verbose", "--sandbox=off").stdout.decode()
        self.assertRegex(off, r"(?m)^  strict +no lock-down")
        self.assertNotIn("seccomp, ", off)
        foi.run("foi-index", "--verbose", self.documents, status=2)
        foi.run("foi-index", "--sandbox=perhaps", self.documents, status=2)

    def test_a_path_that_does_not_exist_is_a_failed_file(self):
        self.update(self.directory / "no-such-place", status=1)

    def test_an_answer_into_a_closed_pipe_is_no_crash(self):
        for command in (["foi-query", "-i", self.index, "marigold"],
                        ["foi-index", "--inspect", self.documents]):
            process = subprocess.Popen([foi.BIN / command[0], *command[1:]],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            process.stdout.close()
            process.stderr.read()
            self.assertGreaterEqual(process.wait(foi.PATIENCE), -13)
            process.stderr.close()

    def test_the_worker_cannot_be_mistaken_for_a_tool(self):
        done = foi.run("foi-worker", status=2)
        self.assertIn(b"foi-index", done.stderr)

    def test_show_prints_the_whole_document(self):
        hit = self.query("marigold")["hits"][0]
        text = self.ask("--show", hit["id"], status=0).stdout.decode()
        self.assertIn("marigold papers", text)
        self.assertIn("40(2)", text)
        shown = json.loads(self.ask("--show", hit["id"], "--format=json", status=0).stdout)
        inspected = json.loads(foi.run("foi-index", "--inspect", "--format=json", "--text",
                                       self.documents / "letter.txt").stdout)
        self.assertEqual(shown, inspected)
        self.ask("--show", "000000000000", status=1)

    def test_show_names_every_place_of_a_document(self):
        self.write("copies/again.txt", "The same bytes about heliotrope lie in two places.")
        self.write("copies/first.txt", "The same bytes about heliotrope lie in two places.")
        self.update()
        hits = self.query("heliotrope")["hits"]
        self.assertEqual(len(hits), 1)
        text = self.ask("--show", hits[0]["id"], status=0).stdout.decode()
        self.assertIn("copies/again.txt", text)
        self.assertIn("copies/first.txt", text)

    def test_a_path_may_be_told_from_where_one_stands(self):
        self.write("copies/again.txt", "Heliotrope.")
        self.update()
        for path, hits in ((".", 1), ("../copies", 1), ("../../index", 0), ("../no-such", 0)):
            done = foi.run("foi-query", "-i", self.index, "--format=json", "heliotrope",
                           "path:" + path, status=0 if hits else 1, cwd=self.documents / "copies")
            self.assertEqual(json.loads(done.stdout)["total"], hits, path)

    def test_quotation_marks_that_the_shell_took_are_told(self):
        failed = self.ask("authority:Home", "Office", status=2)
        self.assertIn(b'authority:"Home Office"', failed.stderr)

    def test_the_schema_of_an_answer(self):
        answer = self.query("marigold")
        self.assertLessEqual({"schema", "query", "total", "total_exact", "relaxed", "took_ms", "hits",
                              "facets", "suggestion"}, set(answer))
        self.assertLessEqual({"rank", "score", "id", "location", "member", "title", "doctype",
                              "authority", "date", "regime", "exemptions", "rulings", "outcome",
                              "favours", "case", "snippets"}, set(answer["hits"][0]))
        for name in ("authority", "year", "exemption", "outcome", "type", "file"):
            facet = answer["facets"][name]
            self.assertEqual(set(facet), {"values", "distinct", "missing", "missing_query",
                                          "missing_selected", "widened", "exact"})
            for value in facet["values"]:
                self.assertLessEqual({"value", "label", "count"}, set(value))
        snippet = answer["hits"][0]["snippets"][0]
        self.assertLessEqual({"text", "highlights", "page", "paragraph", "sheet", "row"},
                             set(snippet))
        start, length = snippet["highlights"][0]
        self.assertEqual(snippet["text"][start:start + length].lower(), "marigold")

    def test_an_inspection_gives_one_line_for_each_file_in_path_order(self):
        self.write("a/empty.txt", b"")
        self.write("b.txt", "hello there")
        self.write("a.txt", "hello there")
        lines = self.inspect(self.documents)
        names = [line["location"][len(str(self.documents)) + 1:] for line in lines]
        self.assertEqual(sorted(names), ["a.txt", "a/empty.txt", "b.txt", "letter.txt"])
        self.assertEqual([line["status"] for line in lines].count("empty"), 1)

    def test_the_index_is_its_owners_alone(self):
        self.assertEqual(self.index.stat().st_mode & 0o777, 0o700)

    def test_a_newer_index_is_refused_by_the_name_of_what_is_missing(self):
        stub = self.index / "XAPIANDB"
        text = stub.read_text()
        stub.write_text(text.replace("feature", "feature") if "#" not in text else
                        "\n".join(line + " time-travel" if "feature" in line else line
                                  for line in text.splitlines()) + "\n")
        self.assertIn("time-travel", stub.read_text())
        failed = self.ask("marigold", status=3)
        self.assertIn(b"time-travel", failed.stderr)

    def test_options_that_have_no_place_are_refused(self):
        for arguments in (("--failures", "--check"), ("--text", self.documents),
                          ("--format=json", self.documents), ("--failures", "--retry"),
                          ("--check", "--format=json")):
            foi.run("foi-index", "-i", self.index, *arguments, status=2)

    def test_retry_makes_no_index(self):
        nowhere = self.directory / "nowhere"
        failed = foi.run("foi-index", "-i", nowhere, "--retry", status=3)
        self.assertIn(b"no index", failed.stderr)
        self.assertFalse(nowhere.exists())

    def test_a_path_that_was_typed_wrong_is_named_at_once(self):
        failed = self.update(self.directory / "no-such-place", status=1)
        self.assertIn(b"no-such-place: No such file", failed.stderr)

    def test_a_bare_number_that_only_the_environmental_regulations_have_is_told(self):
        for query in ("exemption:12(5)(e)", "ruling:rejected:12(5)(e)"):
            self.assertIn(b"reg12(5)(e)", self.ask(query, status=2).stderr)
        self.ask("exemption:reg12(5)(e)", status=1)
        self.ask("exemption:12(1)", status=1)

    def test_the_passage_is_that_of_the_provision_whatever_else_is_asked(self):
        snippet = self.query("exemption:40 authority:home-office")["hits"][0]["snippets"][0]
        self.assertIn("section 40(2)", snippet["text"])

    def test_evidence_that_is_longer_than_a_snippet_ends_with_a_whole_word(self):
        self.write("long.txt", "Home Office\n\n4 June 2021\n\nWe refuse under section 43(2) of the "
                   "Freedom of Information Act 2000 " + "unquestionably " * 30 + ".\n")
        self.update()
        snippet = self.query("exemption:43(2)")["hits"][0]["snippets"][0]
        self.assertTrue(snippet["text"].endswith("unquestionably\u2026"), snippet["text"])
