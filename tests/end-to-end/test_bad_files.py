"""Files as they should not be: each gets a clear status, and the rest is indexed all the same."""
import io
import os
import shutil
import subprocess
import tempfile
import unittest
import zipfile

import foi

GOOD = "Home Office\n\n3 June 2021\n\nWe refuse under section 40(2) of FOIA. Marigolds.\n"


def corpus_file(suffix):
    """One file of the example corpus with this suffix."""
    directory = tempfile.mkdtemp(prefix="foi-corpus-")
    try:
        foi.make_corpus(directory)
        for folder, _, names in sorted(os.walk(directory)):
            for name in sorted(names):
                if name.endswith(suffix):
                    with open(os.path.join(folder, name), "rb") as file:
                        return file.read()
    finally:
        shutil.rmtree(directory)
    raise AssertionError(f"the example corpus has no {suffix}")

needs_root = unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"),
                                 "giving up root's rights needs root and setpriv")


class BadFiles(foi.Scratch):
    def setUp(self):
        super().setUp()
        self.write("good.txt", GOOD)

    def assert_rest_is_indexed(self):
        self.assertEqual(self.names("marigolds"), ["good.txt"])

    def test_a_truncated_pdf(self):
        whole = corpus_file(".pdf")
        self.write("half.pdf", whole[:len(whole) // 2])
        self.write("stub.pdf", whole[:40])
        self.update(status=1)
        failures = self.failures()
        self.assertIn(failures["half.pdf"], ("damaged", "partial"))
        self.assertIn(failures["stub.pdf"], ("damaged", "partial"))
        self.assert_rest_is_indexed()

    def test_a_docx_with_a_wrong_extension_is_read_as_what_it_is(self):
        self.write("letter.pdf", corpus_file(".docx"))
        line = self.inspect(self.documents / "letter.pdf", status=0)[0]
        self.assertEqual(line["file"], "word")
        self.assertGreater(line["words"], 20)

    def test_a_truncated_docx(self):
        whole = corpus_file(".docx")
        self.write("half.docx", whole[:len(whole) // 2])
        self.update(status=1)
        self.assertIn(self.failures()["half.docx"], ("damaged", "partial"))
        self.assert_rest_is_indexed()

    def test_an_empty_file(self):
        self.write("nothing.txt", b"")
        self.update(status=1)
        self.assertEqual(self.failures(), {"nothing.txt": "empty"})
        self.assert_rest_is_indexed()

    def test_a_line_of_100_megabytes(self):
        size = 20_000_000 if foi.SANITIZED else 100_000_000
        self.write("line.txt", b"marzipan " + b"word " * (size // 5) + b"the end")
        self.update(status=None)
        self.assert_rest_is_indexed()
        # It holds more text than one file may give, or it is read whole: never silently cut.
        self.assertEqual(self.names("marzipan"), ["line.txt"])
        if not foi.SANITIZED:
            self.assertEqual(self.failures().get("line.txt"), "partial")

    def test_a_file_of_an_unknown_kind(self):
        self.write("noise.bin", bytes(range(256)) * 64)
        self.update(status=1)
        self.assertEqual(self.failures()["noise.bin"], "unsupported")
        self.assert_rest_is_indexed()

    def test_a_file_above_the_limit(self):
        self.write("large.txt", "word " * 1000)
        self.update("--max-size=1K", self.documents, status=1)
        self.assertEqual(self.failures()["large.txt"], "too-large")
        self.assert_rest_is_indexed()

    def test_retry_reads_again_what_failed(self):
        self.write("large.txt", "hyacinth " * 1000)
        self.update("--max-size=1K", self.documents, status=1)
        self.update(self.documents, status=0)
        self.assertEqual(self.names("hyacinth"), [], "unchanged files are not read again")
        self.update("--retry")
        self.assertEqual(self.names("hyacinth"), ["large.txt"])
        self.assertEqual(self.failures(), {})

    def test_symbolic_links_in_a_circle(self):
        os.symlink(self.documents, self.documents / "up")
        os.symlink("b", self.documents / "a")
        os.symlink("a", self.documents / "b")
        os.symlink("nowhere", self.documents / "dangling")
        self.update(status=1)
        failures = self.failures()
        self.assertEqual({failures[name] for name in ("up", "a", "b", "dangling")}, {"unreadable"})
        self.assert_rest_is_indexed()

    def test_names_that_are_hard_to_print(self):
        self.write(b"new\nline.txt", "peonies one")
        self.write(b"caf\xe9.txt", "peonies two")
        self.write(b"escape\x1b[31m.txt", "peonies three")
        self.update()
        answer = self.query("peonies")
        self.assertEqual(answer["total"], 3)
        locations = [hit["location"] for hit in answer["hits"]]
        self.assertTrue(any("new\nline.txt" in location for location in locations))
        self.assertTrue(any("caf\ufffd.txt" in location for location in locations))
        shown = foi.run("foi-query", "-i", self.index, "peonies").stdout
        self.assertNotIn(b"\x1b", shown)
        self.assertNotIn(b"\xe9", shown.replace("\ufffd".encode(), b""))

    def test_a_zip_bomb_dressed_as_a_letter(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml",
                             b"<w:document xmlns:w='http://schemas.openxmlformats.org/"
                             b"wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>"
                             + b"boom " * 40_000_000 + b"</w:t></w:r></w:p></w:body></w:document>")
        self.write("bomb.docx", packed.getvalue())
        self.update(status=1)
        self.assertIn(self.failures()["bomb.docx"], ("partial", "damaged", "too-large", "crashed"))
        self.assert_rest_is_indexed()

    def by_nobody(self, program, *arguments):
        """Run PROGRAM on the index as a user without rights."""
        os.chmod(self.directory, 0o777)
        os.chmod(self.documents, 0o755)
        # A copy: the build may lie where only its owner can look.
        programs = self.directory / "bin"
        shutil.copytree(foi.BIN, programs, dirs_exist_ok=True)
        return subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
                               programs / program, "-i", self.index, *arguments],
                              capture_output=True, timeout=foi.PATIENCE, check=False)

    @needs_root
    def test_the_index_of_another_user_is_private(self):
        self.update()
        for program, argument in (("foi-index", self.documents), ("foi-index", "--check"),
                                  ("foi-query", "tulips")):
            done = self.by_nobody(program, argument)
            self.assertEqual(done.returncode, 3, done.stderr)
            self.assertIn(f"{self.index}: Permission denied; an index is private".encode(),
                          done.stderr)

    @needs_root
    def test_a_directory_without_permission(self):
        self.write("locked/secret.txt", "tulips")
        os.chmod(self.documents / "locked", 0)
        done = self.by_nobody("foi-index", self.documents)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual(self.failures(), {"locked": "unreadable"})
        self.assert_rest_is_indexed()
