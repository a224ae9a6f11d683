"""Scans: pages that are pictures become text in the workers, page by page, and say how sure it is."""
import os
import random
import struct
import unittest
import zlib

import foi

LETTER = foi.SOURCE / "tests" / "unit" / "data" / "letter.png"
ALL_PAGES = ["Decision notice", "", "The tortoise was sent by post", "Decision notice"]


def facts():
    """What foi-index says that it reads with: name -> value."""
    said = foi.run("foi-index", "--version", "--verbose", env=dict(os.environ, COLUMNS="400"))
    lines = [line[2:] for line in said.stdout.decode().splitlines()[1:] if line[2:3].strip()]
    return {line[:10].strip(): line[10:].strip() for line in lines}


def models():
    return facts().get("OCR models", "").split(", ")


needs_ocr = unittest.skipUnless("eng" in models(), "this build has no OCR, or no model for English")


def png_chunks(bytes_):
    """Kind and data of each chunk of a PNG."""
    at = 8
    while at < len(bytes_):
        length = struct.unpack(">I", bytes_[at:at + 4])[0]
        yield bytes_[at + 4:at + 8], bytes_[at + 8:at + 8 + length]
        at += 12 + length


def letter():
    """Width, height and the compressed rows of the letter: one bit a pixel, as a PDF takes them."""
    chunks = list(png_chunks(LETTER.read_bytes()))
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    assert (depth, colour, interlaced) == (1, 0, 0), "the letter is black and white"
    return width, height, b"".join(data for kind, data in chunks if kind == b"IDAT")


def png(width, height, rows):
    """A PNG of bytes from black to white."""
    def chunk(kind, data):
        return (struct.pack(">I", len(data)) + kind + data +
                struct.pack(">I", zlib.crc32(kind + data)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packed = zlib.compress(b"".join(b"\0" + row for row in rows))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) +
            chunk(b"IEND", b""))


def stream(dictionary, data):
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(data), data)


def pdf(pages):
    """A PDF of PAGES: each "scan", "blank" (a white picture) or the words of a text layer."""
    width, height, rows = letter()
    shape = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray"
    predictor = b"/Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors 1 " \
                b"/BitsPerComponent 1 /Columns %d >> /BitsPerComponent 1" % width
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"",
               b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
               stream(shape % (width, height) + predictor, rows),
               stream(shape % (8, 8) + b"/BitsPerComponent 8", b"\xff" * 64)]
    resources = b"<< /Font << /F 3 0 R >> /XObject << /Scan 4 0 R /Blank 5 0 R >> >>"
    # 300 pixels an inch, as the letter was scanned.
    across, down = width * 72 // 300, height * 72 // 300
    kids = []
    for page in pages:
        drawn = {"scan": b"q %d 0 0 %d 0 0 cm /Scan Do Q" % (across, down),
                 "blank": b"q %d 0 0 %d 0 0 cm /Blank Do Q" % (across, down)}
        words = b"BT /F 12 Tf 20 200 Td (%s) Tj ET" % page.encode()
        objects.append(stream(b"", drawn.get(page, words)))
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources %s "
                       b"/Contents %d 0 R >>" % (across, down, resources, len(objects)))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, b"".join(places))
    return out + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, len(out))


def file_of_scans():
    return pdf(["scan", "blank", "The tortoise was sent by post on 3 June 2021.", "scan"])


@needs_ocr
class Scans(foi.Scratch):
    def write_scans(self):
        self.write("scans.pdf", file_of_scans())

    def test_the_pages_of_a_scan_are_read_in_their_order(self):
        self.write_scans()
        line, = self.inspect("--text", self.documents, status=0)
        self.assertEqual((line["status"], line["pages"], line["ocr"]), ("ok", 4, True))
        pages = line["text"].split("\f")
        self.assertEqual(len(pages), 4)
        for page, words in zip(pages, ALL_PAGES):
            self.assertIn(words, page)
        self.assertEqual(pages[1].strip(), "", "a blank page has no words")
        self.assertEqual(pages[0].split(), pages[3].split())
        self.assertIn("\u00a31,250 was paid to the contractor under section 31(1)(a)",
                      " ".join(pages[0].split()))
        self.assertNotIn("Decision", pages[2], "its text layer is enough")

    def test_a_scan_is_found_with_its_page_and_how_sure_it_is(self):
        self.write_scans()
        self.write("typed.txt", "The contractor and the tortoise.\n")
        self.update(status=0)
        hits = {os.path.basename(hit["location"]): hit for hit in self.query("contractor")["hits"]}
        self.assertEqual(set(hits), {"scans.pdf", "typed.txt"})
        self.assertGreater(hits["scans.pdf"]["ocr_confidence"], 0.9)
        self.assertLessEqual(hits["scans.pdf"]["ocr_confidence"], 1)
        self.assertIsNone(hits["typed.txt"]["ocr_confidence"])
        self.assertEqual(hits["scans.pdf"]["snippets"][0]["page"], 1)
        tortoise = self.query("post tortoise")["hits"][0]
        self.assertEqual(tortoise["snippets"][0]["page"], 3)
        for_people = foi.run("foi-query", "-i", self.index, "contractor").stdout.decode()
        self.assertRegex(for_people, r"OCR, 9\d% sure")
        shown = foi.run("foi-query", "-i", self.index, "--show", hits["scans.pdf"]["id"])
        shown = shown.stdout.decode()
        self.assertRegex(shown, r"OCR +read from a picture, 9\d% sure")
        self.assertRegex(shown, r"-- page 1, read by OCR, 9\d% sure --")
        self.assertRegex(shown, r"-- page 3 --")

    def test_a_picture_by_itself_is_a_page(self):
        self.write("letter.png", LETTER.read_bytes())
        line, = self.inspect(self.documents, status=0)
        self.assertEqual((line["status"], line["pages"], line["file"]), ("ok", 1, "image"))
        self.assertGreater(line["ocr_confidence"], 0.9)

    def test_what_was_left_unread_is_read_by_a_retry(self):
        self.write_scans()
        self.write("scan.pdf", pdf(["scan"]))
        self.update("--ocr=never", self.documents, status=1)
        self.assertEqual(self.failures(), {"scan.pdf": "empty", "scans.pdf": "partial"})
        said = foi.run("foi-index", "-i", self.index, "--failures", status=None).stdout.decode()
        self.assertIn("OCR is switched off", said)
        self.assertEqual(self.names("contractor"), [])
        self.assertEqual(self.names("tortoise"), ["scans.pdf"])
        self.update(status=0)
        self.assertEqual(self.names("contractor"), [], "nothing has changed since")
        self.update("--retry", status=0)
        self.assertEqual(self.failures(), {})
        self.assertEqual(self.names("contractor"), ["scan.pdf", "scans.pdf"])

    def test_the_number_of_workers_changes_nothing(self):
        self.write_scans()
        self.write("letter.png", LETTER.read_bytes())
        one, two = (self.inspect("--text", f"--jobs={jobs}", self.documents) for jobs in (1, 2))
        self.assertEqual(one, two)

    def test_noise_has_no_words(self):
        dice = random.Random(4)
        self.write("noise.png", png(600, 400, [dice.randbytes(600) for _ in range(400)]))
        line, = self.inspect("--text", self.documents, status=1)
        self.assertEqual((line["status"], line["words"], line["ocr_confidence"]),
                         ("empty", 0, None))
        self.update(status=1)
        self.assertEqual(self.failures(), {"noise.png": "empty"})

    def test_a_text_layer_is_read_anew_where_that_is_asked_for(self):
        self.write("typed.pdf", pdf(["The tortoise was sent by post."]))
        line, = self.inspect("--text", "--ocr=always", self.documents, status=0)
        self.assertTrue(line["ocr"])
        self.assertIn("The tortoise was sent by post.", line["text"])

    @unittest.skipUnless("cym" in models(), "tesseract has no model for Welsh here")
    def test_welsh_is_read_beside_english(self):
        self.write("letter.png", LETTER.read_bytes())
        line, = self.inspect("--text", "--ocr-languages=eng+cym", self.documents, status=0)
        self.assertIn("caf\u00e9", line["text"])


class Languages(foi.Scratch):
    def refused(self, *arguments):
        self.write("letter.txt", "The contractor.\n")
        for mode in (("--inspect",), ("-i", self.index)):
            done = foi.run("foi-index", *mode, *arguments, self.documents, status=2)
            self.assertEqual(done.stdout, b"")
            self.assertFalse(self.index.exists(), "nothing is begun")
        return done.stderr.decode()

    @needs_ocr
    def test_a_language_that_is_not_installed_is_a_mistake_of_usage(self):
        said = self.refused("--ocr-languages=eng+xyz")
        self.assertIn('no model for the language "xyz"; installed are: ', said)
        self.assertEqual(said.strip().split("installed are: ")[1].split(", "), models())

    @unittest.skipIf(models() != [""], "this build has OCR")
    def test_a_build_without_ocr_says_so(self):
        for option in ("--ocr=always", "--ocr-languages=eng"):
            self.assertIn("there is no OCR: ", self.refused(option))
