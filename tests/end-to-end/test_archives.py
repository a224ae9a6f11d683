"""Archives, mailboxes and exported requests: what is in them is found, and belongs together."""
import bz2
import gzip
import io
import lzma
import os
import struct
import tarfile
import unittest
import zipfile
import zlib

import foi

LETTER = "Home Office\n\n3 June 2021\n\nWe refuse under section 40(2) of FOIA. {}.\n"
LEAN = foi.BUILD / "tests" / "foi-worker-lean"


def zip_of(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tar_of(files, mode="w"):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=mode) as archive:
        for name, content in files.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content.encode()))
    return packed.getvalue()


def mail(number, body, more=""):
    return (f"From: person{number}@example.org\nTo: foi@example.gov.uk\nSubject: Mail {number}\n"
            f"Date: Fri, 24 May 2019 10:11:12 +0100\nMessage-ID: <{number}@example.org>\n{more}\n"
            f"{body}\n")


class Archives(foi.Scratch):
    def members(self, *arguments):
        hits = self.query("--limit=1000", *arguments)["hits"]
        return sorted(hit["member"] or os.path.basename(hit["location"]) for hit in hits)

    def test_every_file_in_every_archive_is_found(self):
        for number, (name, content) in enumerate({
                "a.zip": zip_of({"in/letter.txt": LETTER.format("Marigolds 0")}),
                "a.tar": tar_of({"in/letter.txt": LETTER.format("Marigolds 1")}),
                "a.tar.gz": tar_of({"in/letter.txt": LETTER.format("Marigolds 2")}, "w:gz"),
                "a.tar.bz2": tar_of({"in/letter.txt": LETTER.format("Marigolds 3")}, "w:bz2"),
                "a.tar.xz": tar_of({"in/letter.txt": LETTER.format("Marigolds 4")}, "w:xz"),
                "letter.txt.gz": gzip.compress(LETTER.format("Marigolds 5").encode()),
                "letter.txt.bz2": bz2.compress(LETTER.format("Marigolds 6").encode()),
                "letter.txt.xz": lzma.compress(LETTER.format("Marigolds 7").encode()),
        }.items()):
            self.write(f"{number}/{name}", content)
        self.update()
        self.assertEqual(self.members("marigolds"), ["in/letter.txt"] * 5 + ["letter.txt"] * 3)
        self.assertEqual(self.failures(), {})

    def test_an_archive_in_itself_is_stopped(self):
        bomb = zip_of({f"{i}.txt": b"\0" * (64 << 20) for i in range(4)})
        for _ in range(3):
            bomb = zip_of({f"{i}.zip": bomb + bytes([i]) for i in range(16)})
        self.write("bomb.zip", bomb)
        self.write("good.txt", LETTER.format("Marigolds"))
        self.update(status=1)
        self.assertIn("too-large", self.failures().values())
        self.assertEqual(self.members("marigolds"), ["good.txt"])

    def test_the_pieces_of_an_exported_request_are_one_case(self):
        inner = zip_of({"table.csv": "Cost,Year\n12,2021\nhyacinths,1\n"})
        self.write("request.zip", zip_of({
            "costs_of_hedges/correspondence.txt": "Dear Home Office,\n\nPlease tell us about tulips.",
            "costs_of_hedges/1_2_reply.txt": "The hedges cost twelve pounds. Marigolds.",
            "costs_of_hedges/2_3_annex.zip": inner,
            "other_request/correspondence.txt": "Dear Home Office,\n\nAnother matter: peonies.",
        }))
        self.update()
        case = {word: self.query(word)["hits"][0]["case"]
                for word in ("tulips", "marigolds", "hyacinths", "peonies")}
        self.assertTrue(case["tulips"])
        self.assertEqual(case["tulips"], case["marigolds"])
        self.assertEqual(case["tulips"], case["hyacinths"])
        self.assertNotEqual(case["tulips"], case["peonies"])
        self.assertEqual(self.members(f"case:{case['tulips']}"),
                         ["costs_of_hedges/1_2_reply.txt", "costs_of_hedges/2_3_annex.zip/table.csv",
                          "costs_of_hedges/correspondence.txt"])

    def test_what_is_attached_is_of_the_case_of_its_mail(self):
        packed = zip_of({"annex.txt": "Annex about hyacinths."})
        encoded = __import__("base64").encodebytes(packed).decode()
        for number, identity in enumerate(("Message-ID: <a@b>\n", "")):
            self.write(f"{number}.eml", (
                f"From: foi@example.gov.uk\nTo: a{number}@example.org\nSubject: x\n{identity}"
                "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
                f"--B\nContent-Type: text/plain\n\nReply {number} about tulips.\n"
                "--B\nContent-Type: application/zip; name=annex.zip\n"
                f"Content-Transfer-Encoding: base64\n\n{encoded if number == 0 else ''}"
                "--B--\n"))
        self.update(status=None)
        case = self.query("hyacinths")["hits"][0]["case"]
        self.assertTrue(case)
        self.assertEqual(len(self.members(f"case:{case}")), 2)

    def test_a_mailbox_gives_all_of_its_mails(self):
        parting = "From a@example.org Fri May 24 10:11:12 2019\n"
        self.write("mails.mbox", "".join(
            parting + mail(i, f"Body of mail number{i}.\n\n>From here on.\n") for i in range(12)))
        self.update()
        self.assertEqual(len(self.members("body")), 12)
        self.assertEqual(self.members("number7"), ["8.eml"])

    def test_a_maildir_is_its_mails(self):
        self.write("Maildir/cur/1559.M1P2.host,S=512:2,S", mail(1, "Flagged as seen: marigolds."))
        self.write("Maildir/new/1560.M2P3.host", mail(2, "Not yet seen: marigolds."))
        os.makedirs(self.documents / "Maildir" / "tmp")
        self.update()
        self.assertEqual(len(self.members("marigolds")), 2)
        self.assertEqual({hit["title"] for hit in self.query("marigolds")["hits"]},
                         {"Mail 1", "Mail 2"})


class Lean(foi.Scratch):
    @unittest.skipUnless(LEAN.exists(), f"{LEAN} is not built")
    def test_a_build_without_a_library_says_so_for_each_file(self):
        def chunk(kind, data):
            return (struct.pack(">I", len(data)) + kind + data +
                    struct.pack(">I", zlib.crc32(kind + data)))
        picture = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
                   + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b""))
        wanted = {"a.tar": (tar_of({"a.txt": "x"}), "libarchive"),
                  "a.tar.gz": (tar_of({"a.txt": "x"}, "w:gz"), "libarchive"),
                  "a.bz2": (bz2.compress(b"x"), "libarchive"),
                  "a.xz": (lzma.compress(b"x"), "libarchive"),
                  "a.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(26), "libarchive"),
                  "a.png": (picture, "tesseract"),
                  "a.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "tesseract"),
                  "a.tif": (b"II*\0" + bytes(20), "tesseract")}
        for name, (content, _) in wanted.items():
            self.write(name, content)
        self.write("a.zip", zip_of({"a.txt": "marigolds"}))
        done = foi.run("foi-index", "-i", self.index, self.documents, status=1,
                       env=dict(os.environ, FOI_WORKER=str(LEAN)))
        self.assertEqual(done.returncode, 1)
        said = foi.run("foi-index", "-i", self.index, "--failures", status=None).stdout.decode()
        for library, count in (("libarchive", 5), ("tesseract", 3)):
            self.assertEqual(" ".join(said.split()).count(f"built without {library}"), count, said)
        self.assertEqual(self.failures(), {name: "unsupported" for name in wanted})
        self.assertEqual(self.query("marigolds")["total"], 1, "a ZIP needs no optional library")
