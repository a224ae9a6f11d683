"""The build and the library as other projects meet them."""
import os
import re
import shutil
import subprocess
import unittest

import foi

PUBLIC = foi.SOURCE / "include" / "foi"


def lines_of(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True,
                          **options).stdout.splitlines()


def declared_functions():
    names = set()
    for header in PUBLIC.glob("*.h"):
        text = re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S)
        text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
        text = re.sub(r"typedef\s+struct[^;{]*\{.*?\}\s*\w+;", "", text, flags=re.S)
        names |= set(re.findall(r"\b(foi_\w+)\s*\(", text))
    return names


class Library(unittest.TestCase):
    def needed(self, path):
        return {re.search(r"\[(.*)\]", line).group(1)
                for line in lines_of("readelf", "-d", path) if "(NEEDED)" in line}

    def test_only_the_worker_links_what_reads_files(self):
        extraction = re.compile(r"magic|poppler|gmime|libzip|libxml2|crypto|cairo|tesseract|lept")
        for path in (foi.BIN / "foi-index", foi.BIN / "foi-query", foi.BUILD / "lib" / "libfoi.so"):
            linked = [name for name in self.needed(path) if extraction.search(name)]
            self.assertEqual(linked, [], path)
        linked = " ".join(self.needed(foi.BIN / "foi-worker"))
        for library in ("magic", "poppler", "gmime", "zip", "xml2"):
            self.assertIn(library, linked)

    def test_the_exported_symbols_are_those_of_the_headers(self):
        exported = {line.split()[-1].split("@")[0]
                    for line in lines_of("nm", "-D", "--defined-only",
                                         foi.BUILD / "lib" / "libfoi.so")}
        self.assertEqual({name for name in exported if not name.startswith("FOI_")},
                         declared_functions())

    def test_every_public_header_stands_alone_and_in_cxx_too(self):
        for header in sorted(PUBLIC.glob("*.h")):
            for compiler, language, standard in (("gcc", "c", "c11"), ("g++", "c++", "c++11")):
                subprocess.run([compiler, "-x", language, f"-std={standard}", "-Wall", "-Wextra",
                                "-Wpedantic", "-Werror", "-fsyntax-only", f"-I{foi.SOURCE}/include",
                                header], check=True)
            self.assertNotIn("glib", header.read_text(), header)

    def test_xapian_is_included_nowhere_but_in_the_binding(self):
        tracked = [foi.SOURCE / name
                   for folder in ("include", "indexer", "query", "tests", "corpus", "xapian-c")
                   for name in (str(path.relative_to(foi.SOURCE))
                                for path in (foi.SOURCE / folder).rglob("*.[ch]*"))]
        self.assertGreater(len(tracked), 50)
        for path in tracked:
            if path.parts[len(foi.SOURCE.parts)] != "xapian-c" and path.is_file():
                self.assertNotRegex(path.read_text(errors="replace"), r"#\s*include\s*[<\"]xapian[./]h?",
                                    path)
        binding = [path for path in (foi.SOURCE / "xapian-c").glob("*.h")
                   if re.search(r"include\s*<xapian", path.read_text())]
        self.assertNotIn(foi.SOURCE / "xapian-c" / "xapian-c.h", binding)

    def test_cxx_stays_in_the_binding(self):
        for pattern in ("*.cc", "*.cpp", "*.cxx", "*.hpp"):
            for path in foi.SOURCE.rglob(pattern):
                if "build" not in path.relative_to(foi.SOURCE).parts[0]:
                    self.assertEqual(path.relative_to(foi.SOURCE).parts[0], "xapian-c", path)


LAW_PROGRAM = r"""
#include <foi/law.h>
#include <foi/document.h>
#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
    foi_references *references = NULL;
    foi_reference_view view;
    const char *text = argc > 1 ? argv[1] : "";
    if (foi_references_read(text, strlen(text), NULL, &references) != FOI_OK)
        return 1;
    for (size_t i = 0; foi_references_at(references, i, &view); i++) {
        foi_provision_facts facts;
        char *shown = foi_provision_display(view.id);
        char *parent = foi_provision_parent(view.id);
        if (foi_provision_describe(view.id, &facts) == FOI_OK)
            printf("%zu+%zu %s, %s, %d, %s, %s\n", view.start, view.length, shown, facts.title,
                   (int)facts.kind, facts.limb ? facts.limb : "no limb", parent ? parent : "-");
        foi_free(shown);
        foi_free(parent);
    }
    foi_references_free(references);
    return !foi_provision_contains("foia:40", "foia:40(3A)(a)");
}
"""


class Law(foi.Scratch):
    @unittest.skipIf(foi.SANITIZED, "the program is not built with sanitizers")
    def test_a_program_reads_references_without_an_index(self):
        source = self.directory / "law.c"
        source.write_text(LAW_PROGRAM)
        subprocess.run(["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", source, "-o",
                        self.directory / "law", f"-I{foi.SOURCE}/include", f"-L{foi.BUILD}/lib",
                        "-lfoi", f"-Wl,-rpath,{foi.BUILD}/lib"], check=True)
        printed = lines_of(self.directory / "law",
                           "sections 31(1)(a) and 21 of FOIA, regulation 12(5)(e) of the EIR")
        self.assertEqual(printed, [
            "9+8 FOIA s.31(1)(a), the prevention or detection of crime, 2, foia:31(3), foia:31(1)",
            "22+2 FOIA s.21, information accessible to the applicant by other means, 1, no limb, -",
            "45+8 EIR reg. 12(5)(e), confidentiality of commercial or industrial information, 2, "
            "no limb, eir:12(5)"])


class Installed(foi.Scratch):
    """What README.md shows a programmer: the 20-line program against an installed library."""

    @unittest.skipIf(foi.SANITIZED, "an installed library is not built with sanitizers")
    def test_the_program_of_the_readme_runs(self):
        prefix = self.directory / "prefix"
        foi.install(prefix)
        readme = (foi.SOURCE / "README.md").read_text()
        program = re.search(r"```c\n(.*?)```", readme, flags=re.S).group(1)
        self.assertLessEqual(len(program.strip().splitlines()), 24)
        source = self.directory / "program.c"
        source.write_text(program)
        directories = [path.parent for path in prefix.rglob("foi.pc")]
        self.assertEqual(len(directories), 1)
        environment = dict(os.environ, PKG_CONFIG_PATH=str(directories[0]))
        flags = lines_of("pkg-config", f"--define-variable=prefix={prefix}", "--cflags", "--libs", "foi",
                         env=environment)
        library = next(prefix.rglob("libfoi.so")).parent
        subprocess.run(["gcc", "-std=c11", "-Wall", "-Wextra", "-Werror", source, "-o",
                        self.directory / "program", *" ".join(flags).split(),
                        f"-Wl,-rpath,{library}"], check=True)
        self.write("letter.txt", "Home Office\n\n3 June 2021\n\nWe refuse your request for the "
                   "marigold papers under section 31(1)(a) of FOIA.\n")
        self.update()
        environment = dict(os.environ, FOI_INDEX=str(self.index))
        printed = subprocess.run([self.directory / "program", "exemption:31(1)(a)"], check=True,
                                 capture_output=True, text=True, env=environment).stdout
        self.assertIn("letter.txt", printed)
        installed = prefix / "bin" / "foi-index"
        done = subprocess.run([installed, "-i", self.directory / "second", self.documents],
                              capture_output=True, check=False,
                              env=dict(os.environ, FOI_WORKER=str(prefix / "libexec/foi/foi-worker")))
        self.assertEqual(done.returncode, 0, done.stderr)

    @unittest.skipIf(foi.SANITIZED or shutil.which("cmake") is None, "once is enough")
    def test_a_plain_build_puts_the_programs_into_bin(self):
        build = self.directory / "plain"
        subprocess.run(["cmake", "-S", foi.SOURCE, "-B", build], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run(["cmake", "--build", build, "-j", str(os.cpu_count())], check=True,
                       stdout=subprocess.DEVNULL)
        for program in ("foi-index", "foi-query", "foi-worker"):
            self.assertTrue(os.access(build / "bin" / program, os.X_OK), program)
        self.write("letter.txt", "Marigolds.")
        subprocess.run([build / "bin" / "foi-index", "-i", self.index, self.documents], check=True,
                       stdout=subprocess.DEVNULL)
        subprocess.run([build / "bin" / "foi-query", "-i", self.index, "marigolds"], check=True,
                       stdout=subprocess.DEVNULL)
