"""Five real documents: what a researcher asks of them and must get."""
import os

import foi


@foi.needs_shared("fixtures", "seeds")
class Seeds(foi.Scratch):
    CLAIMED_31_1_A = ["000_f2c013128b18ce4b.txt", "002_475ea1ef6c76de0d.txt",
                      "003_f73159deaba86cd6.txt"]
    CLAIMED_31 = sorted(CLAIMED_31_1_A + ["001_124f1b8b2ac449a9.txt"])

    def setUp(self):
        super().setUp()
        self.update(foi.SHARED / "fixtures" / "seeds")

    def test_a_subsection_is_found_where_it_is_claimed_and_only_there(self):
        self.assertEqual(self.names("exemption:31(1)(a)"), self.CLAIMED_31_1_A)

    def test_a_section_finds_its_parts(self):
        self.assertEqual(self.names("exemption:31"), self.CLAIMED_31)

    def test_a_quoted_statute_claims_nothing(self):
        self.assertEqual(self.query("exemption:30", status=1)["total"], 0)

    def test_the_notice_is_found_by_its_outcome_and_names_the_body_complained_about(self):
        answer = self.query("outcome:complaint-not-upheld")
        self.assertEqual(answer["total"], 1)
        hit = answer["hits"][0]
        self.assertEqual(hit["date"], "2024-01-31")
        self.assertEqual(hit["authority"]["id"], "department-for-work-and-pensions")
        self.assertEqual(hit["doctype"], "decision-notice")

    def test_guidance_is_found_with_the_month_as_its_date(self):
        answer = self.query("type:guidance")
        self.assertEqual([hit["date"] for hit in answer["hits"]], ["2017-03"])

    def test_a_phrase_gives_one_hit_whose_snippet_holds_it(self):
        answer = self.query('"building blocks"')
        self.assertEqual(answer["total"], 1)
        snippet = answer["hits"][0]["snippets"][0]
        self.assertIn("building blocks", snippet["text"].lower())
        marked = [snippet["text"][start:start + length]
                  for start, length in snippet["highlights"]]
        self.assertIn("building", [word.lower() for word in marked])

    def test_all_spellings_of_an_exemption_ask_the_same(self):
        for spelling in ("exemption:s31(1)(a)", 'exemption:"section 31(1)(a)"',
                         "exemption:foia:31(1)(a)", "exemption:s.31(1)(a)",
                         "EXEMPTION:31(1)(A)"):
            self.assertEqual(self.names(spelling), self.CLAIMED_31_1_A, spelling)

    def test_inspection_agrees_with_the_gold(self):
        lines = self.inspect(foi.SHARED / "fixtures" / "seeds")
        self.assertEqual(len(lines), 5)
        by_name = {os.path.basename(line["location"]): line for line in lines}
        self.assertEqual(by_name["000_f2c013128b18ce4b.txt"]["date"], "2019-05-24")
        self.assertEqual(by_name["003_f73159deaba86cd6.txt"]["authority"]["id"],
                         "information-commissioners-office")
        self.assertEqual(by_name["003_f73159deaba86cd6.txt"]["doctype"], "response")
        self.assertEqual(by_name["004_e16808e836dbd1f7.txt"]["date_precision"], "month")
