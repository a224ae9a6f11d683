"""Refusals under the laws of other countries: their provisions are tagged and found."""
import foi

LETTERS = {
    "ireland.txt": "Department of Finance\n\n3 June 2021\n\nDear Ms Example,\n\nI refer to your request "
                   "under the Freedom of Information Act 2014. I refuse your request under section "
                   "31(1)(a) of the FOI Act, as the records are legally privileged.\n",
    "states.txt": "United States Department of Energy\n\nJune 3, 2021\n\nDear Ms Example:\n\nThis responds "
                  "to your request under the Freedom of Information Act (FOIA), 5 U.S.C. 552. We are "
                  "withholding the records under Exemption 5 and Exemption 7(C) of the FOIA.\n",
    "australia.txt": "Department of Health\n\n3 June 2021\n\nDear Ms Example,\n\nYour request was made "
                     "under the Freedom of Information Act 1982 (Cth). I have decided to refuse access "
                     "to the documents under section 47F of the FOI Act.\n",
    "zealand.txt": "Ministry of Transport\n\n3 June 2021\n\nDear Ms Example,\n\nThank you for your request "
                   "under the Official Information Act 1982. I am withholding the information under "
                   "section 9(2)(a) of the Act to protect the privacy of natural persons.\n",
    "home.txt": "Home Office\n\n3 June 2021\n\nDear Ms Example,\n\nWe refuse your request under section "
                "31(1)(a) of the Freedom of Information Act 2000.\n",
}

FOUND = {
    "exemption:ie-foi:31(1)(a)": ["ireland.txt"],
    "exemption:ie-foi:31": ["ireland.txt"],
    'exemption:"us-foia:(b)(5)"': ["states.txt"],
    'exemption:"us-foia:(b)(7)(C)"': ["states.txt"],
    'exemption:"us-foia:(b)"': ["states.txt"],
    "exemption:us-foia:552(b)(5)": ["states.txt"],
    "exemption:au-foi:47F": ["australia.txt"],
    "exemption:nz-oia:9(2)(a)": ["zealand.txt"],
    "exemption:nz-oia:9": ["zealand.txt"],
    "exemption:31(1)(a)": ["home.txt"],
    "regime:ie-foi": ["ireland.txt"],
    "regime:us-foia": ["states.txt"],
    "regime:foia": ["home.txt"],
}


class Abroad(foi.Scratch):
    def test_each_law_is_found_by_its_own_ids(self):
        for name, text in LETTERS.items():
            self.write(name, text)
        self.update()
        for query, names in FOUND.items():
            with self.subTest(query=query):
                self.assertEqual(sorted(self.names(query)), names)
