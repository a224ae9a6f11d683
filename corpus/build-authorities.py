#!/usr/bin/env python3
"""Bring corpus/authorities.tsv up to public lists of bodies. Python 3.9 or later, nothing else.

  build-authorities.py FOLDER           add what the lists in FOLDER know and the table does not
  build-authorities.py --check FOLDER   how many rows of each list the table resolves, and which not

Rows that are there keep their ids, names and order of precedence: the table is also edited by hand,
and the same lists twice change nothing. The lists (each may be missing):

  govuk-organisations.csv           GOV.UK organisations: title, details, parent_organisations
  uk_local_authorities_future.csv   local authorities, former ones too: official-name, nice-name
  lookup_name_to_registry.csv       how people write them: la-name, local-authority-code
  publicbodies-gb.csv               name, abbreviation, url, tags
  foi-directory.csv                 Public Authority, FOI Email
  foi-emails.json                   police bodies: id -> address
"""
import ast
import csv
import json
import re
import sys
import unicodedata
from pathlib import Path

TABLE = Path(__file__).resolve().parent / "authorities.tsv"
COLUMNS = ("id", "name", "acronyms", "other", "domains", "sector")

# Entries of the lists that are no bodies.
UNREAL = {"mySociety Test Quango", "Whose Test Quango am I Today?", "Internal admin authority"}
# Names that mean many other things in running text: known when asked for.
TOO_COMMON = {
    "civil service", "civil service group", "medical profession", "policy profession", "policy lab",
    "open innovation team", "lammy review", "iraq inquiry", "earth balance", "new prospect",
    "isle care", "oxford limited", "government skills", "intelligence analysis", "life sciences organisation",
    "special boat service", "royal navy", "british army", "royal marines", "royal air force",
}
# Host names that say nothing about the body: providers, portals, directories.
COMMON_HOSTS = re.compile(
    r"(^|\.)(btinternet|btconnect|tiscali|tesco|talktalk|aol|yahoo|hotmail|gmail|google|googlemail|"
    r"virgin|freeserve|fsnet|ntlworld|onetel|supanet|lineone|ukonline|whatdotheyknow|wikipedia|"
    r"facebook|directgov|nics|pnn|homeoffice|defra|hscni)\.|^(gov|nhs|police|ac|org|co|sch)\.uk$|"
    r"^(direct|www)\.gov\.uk$|^(scotland|wales|nhs|mod)\.(gov\.)?uk$"
)


def folded(name):
    """The words of a name as foi_authority_find() compares them."""
    plain = unicodedata.normalize("NFD", name.replace("&", " and ").lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub("['\u2018\u2019\u2032]", "", plain)
    words = re.findall(r"[a-z]+|[0-9]+", plain)
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def identity(name):
    """As foi_authority_make_id()."""
    return folded(name).replace(" ", "-")


def tidy(name):
    return re.sub(r"\s+", " ", name.replace("\u00a0", " ").replace("\u2019", "'")).strip()


class Table:
    def __init__(self, path):
        lines = path.read_text(encoding="utf-8").splitlines()
        self.notes = [line for line in lines if line.startswith("#")]
        self.rows = []
        self.names = {}
        self.domains = {}
        self.ids = {}
        for line in lines[1:]:
            if not line.startswith("#") and line:
                self.add(dict(zip(COLUMNS, (line.split("\t") + [""] * 6)[:6])))
        for row in self.rows:
            for cell in ("acronyms", "other"):
                for name in filter(None, row[cell].split("|")):
                    self.names.setdefault(folded(name), row)

    def add(self, row):
        self.rows.append(row)
        self.ids[row["id"]] = row
        self.names.setdefault(folded(row["name"]), row)
        for domain in filter(None, row["domains"].split("|")):
            self.domains.setdefault(domain, row)

    def find(self, name):
        return self.names.get(folded(name))

    def new(self, name, sector, common=False):
        """The row of NAME, made where there is none; COMMON: not to be found in running text."""
        name = tidy(name)
        row = self.find(name)
        if row:
            return row
        made = identity(name)
        while made in self.ids:
            made += "-2"
        row = dict.fromkeys(COLUMNS, "")
        row.update(id=made, name=name, sector=sector, other="~" + name if common else "")
        self.add(row)
        return row

    def name(self, row, name, weak=False, cell="other"):
        name = tidy(name)
        if not folded(name) or "|" in name or self.find(name):
            return
        self.names[folded(name)] = row
        row[cell] = "|".join(filter(None, [row[cell], ("~" if weak else "") + name]))

    def domain(self, row, host):
        if not host or host in self.domains or COMMON_HOSTS.search(host):
            return
        self.domains[host] = row
        row["domains"] = "|".join(filter(None, [row["domains"], host]))

    def write(self, path):
        body = sorted(self.rows, key=lambda row: row["id"])
        lines = ["\t".join(COLUMNS), *self.notes]
        lines += ["\t".join(row[c] for c in COLUMNS) for row in body]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def records(folder, name):
    path = folder / name
    if not path.exists():
        print(f"{name}: not there", file=sys.stderr)
        return []
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def host_of(url, whole=True):
    """The host of a URL; with WHOLE only where the site is the body's own (no path below it)."""
    match = re.match(r"(?:https?://)?(?:www\.)?([a-z0-9.-]+)(/.*)?$", url.strip().lower())
    if not match or "." not in match[1] or (whole and (match[2] or "/").strip("/")):
        return ""
    return match[1].strip(".")


def mail_host(address):
    host = address.strip().lower().rpartition("@")[2]
    return host if "." in host else ""


# --- GOV.UK ----------------------------------------------------------------------------------------

# Short names that mean nothing else: four letters and more, two of them capitals.
SHORT_NAME = re.compile(r"(?=[A-Za-z]{4})[A-Za-z]*[A-Z][A-Za-z]*[A-Z][A-Za-z]*")


def add_govuk(table, folder):
    rows = records(folder, "govuk-organisations.csv")
    titles = {row["id"]: tidy(row["title"]) for row in rows}
    for row in rows:
        title = tidy(row["title"])
        details = ast.literal_eval(row["details"])
        parents = [titles.get(p["id"]) for p in ast.literal_eval(row["parent_organisations"] or "[]")]
        parent = table.find(parents[0]) if len(parents) == 1 and parents[0] else None
        if row["format"] == "Sub organisation" and parent and not table.find(title):
            table.name(parent, title)
        sector = "devolved" if row["format"].startswith("Devolved") else "central"
        court = row["format"] in ("Court", "Tribunal")
        known = table.find(title) or table.new(title, sector, court or is_common(title))
        short = tidy(details.get("abbreviation") or "")
        if short and short != title and known["name"] == title:
            table.name(known, short, weak=not SHORT_NAME.fullmatch(short),
                       cell="acronyms")
        table.domain(known, host_of(row["non_govuk_domain"] or ""))


# --- local authorities -----------------------------------------------------------------------------

def add_local(table, folder):
    codes = {}
    for row in records(folder, "uk_local_authorities_future.csv"):
        known = table.new(row["official-name"], "local")
        codes[row["local-authority-code"]] = known
        table.name(known, row["nice-name"], weak=True)
    for row in records(folder, "lookup_name_to_registry.csv"):
        name = tidy(row["la-name"])
        known = codes.get(row["local-authority-code"])
        if known and not re.search("[\u00bf\uff80-\uffff\ufffd]", name):
            table.name(known, name[0].upper() + name[1:], weak=not re.search(r"council$", name, re.I))


# --- publicbodies ----------------------------------------------------------------------------------

PUBLIC_SECTORS = (
    (r"\b(nhs\w*|pct|pha|pho|health_board|local_health_board|care_trust|sha|hscr|specialha)\b", "health"),
    (r"\b(police\w*|dpp|joint_police_board|port_police|awc_police)\b", "police"),
    (r"\b(university\w*|school|fei|hei|academies|grammar|\w+_college|urn|funding_council)\b", "education"),
    (r"\b(local_council|parish_council|town_council|fire_service|licensing_board|lscb|almo|joint_committee|"
     r"charter_trustees|lib_board|assessor|vjb|municipal_bus_company|scotland_council|london_borough|pcp)\b", "local"),
    (r"\b(department_ni|nsbody)\b", "devolved"),
    (r"\b(department|executive_agency|non_ministerial_department|advisory_committee|imb|endpb|"
     r"government_office|trading_fund|probation_trust|coins|security_services|armed_forces)\b", "central"),
    (r"\b(approved_regulator|ombudsman|public_regulatory|pubic_regulatory)\b", "regulator"),
)


# The English half of "Cyngor Tref Conwy / Conwy Town Council".
ENGLISH = re.compile(r"\b(council|of|for|the|and|authority|board|service)\b", re.I)


def is_common(name):
    words = folded(name).split()
    return len(words) == 1 or " ".join(words) in TOO_COMMON or (words[0] == "st" and len(words) < 4)


def sector_of(tags):
    for pattern, sector in PUBLIC_SECTORS:
        if re.search(pattern, tags):
            return sector
    return "other"


def add_public(table, folder):
    rows = [row for row in records(folder, "publicbodies-gb.csv") if real(row["name"])]
    hosts = {}
    for row in rows:
        hosts.setdefault(host_of(row["url"]), []).append(row)
    for row in rows:
        name = tidy(row["name"])
        parts = [part for part in re.split(r"\s*/\s*", name) if len(part.split()) > 1]
        known = table.find(name) or next(filter(None, map(table.find, parts)), None)
        shown = next((part for part in parts if ENGLISH.search(part)), name)
        known = known or table.new(shown, sector_of(row["tags"]), is_common(name))
        for part in [name, *parts, re.sub(r" \((PCT|PBO|PHO|CHC|BID)\)$", "", name)]:
            table.name(known, part)
        short = tidy(row["abbreviation"])
        if len(short.split()) > 2:
            table.name(known, short)
        elif short and known["name"] == name:
            table.name(known, short, weak=True, cell="acronyms" if re.fullmatch(r"[A-Za-z&+]{2,9}", short) else "other")
    # A council's site is the council's, whatever else has its page there.
    def owner(row):
        return "local_council" not in row["tags"], "defunct" in row["tags"]
    for host, sharing in hosts.items():
        own = sorted(sharing, key=owner)
        if host and (len(own) == 1 or owner(own[0]) == (False, False) != owner(own[1])):
            table.domain(table.find(own[0]["name"]), host)


# --- police ----------------------------------------------------------------------------------------

POLICE_KINDS = (
    (r"_pcc$", "Police and Crime Commissioner for {}"),
    (r"_pfcc$", "Police, Fire and Crime Commissioner for {}"),
    (r"_pcp$", "{} Police and Crime Panel"),
    (r"_police_and_crime_panel$", "{} Police and Crime Panel"),
    (r"_district_policing_partnership_dpp$", "{} District Policing Partnership"),
    (r"_police_authority$", "{} Police Authority"),
    (r"_joint_police_board$", "{} Joint Police Board"),
)
# The short keys of that list.
POLICE_NAMES = {
    "apcc": "Association of Police and Crime Commissioners", "bhp": "Belfast Harbour Police",
    "the_met": "Metropolitan Police Service", "nyp": "North Yorkshire Police",
    "syp": "South Yorkshire Police", "wmp": "West Midlands Police", "btp": "British Transport Police",
    "npas": "National Police Air Service", "npia": "National Policing Improvement Agency",
    "netcu": "National Extremism Tactical Coordination Unit", "nwcu": "National Wildlife Crime Unit",
    "ukfpu": "UK Football Policing Unit", "spsa": "Scottish Police Services Authority",
    "ipab": "Independent Police Advisory Board", "police_federation": "Police Federation of England and Wales",
    "rucgcf": "Royal Ulster Constabulary George Cross Foundation",
    "limavaday_district_policing_partnership_dpp": "Limavady District Policing Partnership",
    "dyfed_powys_pcc": "Police and Crime Commissioner for Dyfed-Powys",
    "dyfed_powys_pcp": "Dyfed-Powys Police and Crime Panel",
    "dyfed_powys_police_authority": "Dyfed-Powys Police Authority",
    "greater_manchester_pcc": "Police and Crime Commissioner for Greater Manchester",
}


def police_name(key):
    if key in POLICE_NAMES:
        return POLICE_NAMES[key]
    for pattern, form in POLICE_KINDS:
        if re.search(pattern, key):
            return form.format(spelt(re.sub(pattern, "", key)))
    return spelt(key)


def spelt(key):
    small = {"and", "of", "the", "for"}
    words = [w if i and w in small else w.capitalize() for i, w in enumerate(key.split("_"))]
    return re.sub(r"\b(Hm|Ict|Uk)\b", lambda m: m[0].upper(), " ".join(words))


def add_police(table, folder):
    for row in records(folder, "foi-directory.csv"):
        table.domain(table.new(row["Public Authority"], "police"), mail_host(row["FOI Email"]))
    for key, address in mails(folder).items():
        known = table.new(police_name(key), "police")
        host = mail_host(address)
        match = re.match(r"Police(, Fire)? and Crime Commissioner for (.+)", known["name"])
        if match:
            table.name(known, f"{match[2]} Police{match[1] or ''} and Crime Commissioner")
            table.name(known, f"Office of the {known['name']}")
        if known["name"].endswith((" Police", " Constabulary")) or "pcc" in host:
            table.domain(known, host)


def mails(folder):
    path = folder / "foi-emails.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


# --- check -----------------------------------------------------------------------------------------

def real(name):
    return tidy(name) not in UNREAL and bool(folded(name))


def check(table, folder):
    """True where at least 99 of 100 real bodies of each list are found."""
    lists = (
        ("govuk-organisations.csv", [r["title"] for r in records(folder, "govuk-organisations.csv")]),
        ("uk_local_authorities_future.csv",
         [r["official-name"] for r in records(folder, "uk_local_authorities_future.csv")]),
        ("lookup_name_to_registry.csv",
         [r["la-name"] for r in records(folder, "lookup_name_to_registry.csv")]),
        ("publicbodies-gb.csv", [r["name"] for r in records(folder, "publicbodies-gb.csv")]),
        ("foi-directory.csv", [r["Public Authority"] for r in records(folder, "foi-directory.csv")]),
        ("foi-emails.json", [police_name(key) for key in mails(folder)]),
    )
    good = True
    for name, names in lists:
        bodies = [n for n in names if real(n)]
        missing = [n for n in bodies if not table.find(n)]
        print(f"{name}: {len(bodies) - len(missing)} of {len(bodies)} resolve; "
              f"{len(names) - len(bodies)} are no bodies")
        for one in missing:
            print(f"  not found: {one}")
        good = good and len(missing) * 100 <= len(bodies)
    return good


def main(arguments):
    checking = arguments[:1] == ["--check"]
    folders = arguments[1:] if checking else arguments
    if len(folders) != 1 or folders[0].startswith("-"):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    folder = Path(folders[0])
    table = Table(TABLE)
    if checking:
        return 0 if check(table, folder) else 1
    add_local(table, folder)
    add_govuk(table, folder)
    add_public(table, folder)
    add_police(table, folder)
    table.write(TABLE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
