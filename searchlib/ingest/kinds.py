"""Kinds of documents: protokoll, minnesanteckningar, webbsida and a few more, told by what they call themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from searchlib.documents import Section

KINDS = (
    "protokoll",
    "minnesanteckningar",
    "webbsida",
    "interpellation",
    "motion",
    "betänkande",
    "proposition",
    "skrivelse",
    "rapport",
    "kallelse",
    "lagtext",
)
_OWN_WORDS = {
    "protokoll": "protokoll",
    "protokollsutdrag": "protokoll",
    "sammanträdesprotokoll": "protokoll",
    "mötesprotokoll": "protokoll",
    "beslutsprotokoll": "protokoll",
    "årsmötesprotokoll": "protokoll",
    "styrelseprotokoll": "protokoll",
    "minnesanteckningar": "minnesanteckningar",
    "minnesanteckning": "minnesanteckningar",
    "mötesanteckningar": "minnesanteckningar",
    "mötesanteckning": "minnesanteckningar",
    "anteckningar": "minnesanteckningar",
    "dagordning": "kallelse",
    "föredragningslista": "kallelse",
    "kallelse": "kallelse",
    "interpellation": "interpellation",
    "motion": "motion",
    "betänkande": "betänkande",
    "proposition": "proposition",
    "rapport": "rapport",
    "rapportsammandrag": "rapport",
    "årsredogörelse": "rapport",
    "årsredovisning": "rapport",
    "årsrapport": "rapport",
    "revisionsrapport": "rapport",
    "skrivelse": "skrivelse",
}
_own = re.compile(
    r"[^\w\n]*(?:(?:justerat|ojusterat|utkast till|regeringens|stadsrevisionens|[a-zåäö]+utskottets"
    r"|[\wåäö-]{3,40}(?:s|:s))\s+)?("
    + "|".join(sorted(_OWN_WORDS, key=len, reverse=True))
    + r")(?![\wåäö])(?P<more>[^\n]*)",
    re.IGNORECASE,
)
_inside = re.compile(r"(?<![\wåäö])(protokoll|minnesanteckningar|mötesanteckningar)(?![\wåäö])", re.IGNORECASE)
# A page that lists minutes names them too: `Minnesanteckningar och övriga dokument`.
_list_of = re.compile(
    r"(?i)\s*(?:och|samt|,|&)\s+(?:\w+\s+)?(?:dokument|handlingar|kallelser|material|protokoll|bilagor|övrigt)|\s+(?:20\d\d\s*[-–]\s*20\d\d)"
)
_sign_off = re.compile(
    r"(?im)^\W*(?:vid (?P<notes>anteckningarna|pennan|datorn)|(?:minnes)?(?P<taken>anteckningar)(?:na)? (?:förda"
    r"|skrivna) av|antecknat av|vid (?P<minutes>protokollet)|(?P<adjusted>justeras|justerat|justerare):?\s*$)"
)
_previous = re.compile(
    r"(?i)(?:föregående|förra) (?:mötes |mötets )?(?P<kind>minnesanteckning|mötesanteckning|anteckning|protokoll)"
)
_parliament = re.compile(
    r"\s*(?:\d{4}/\d\d(?:\d\d)?:\d+ av .{3,80} till .{0,80}(?:minister|statsråd)|Motion till riksdagen)"
)
_formal = re.compile(r"(?m)^(?:Beslut|Protokollsutdrag|Yrkanden?|Beslutande|Utdragsbestyrk\w*|Protokollsanteckning)\b")


def find_kind(
    title: str | None, first_lines: Sequence[str], sections: Sequence[Section], web_page: bool, attended: bool
) -> str | None:
    """The kind of a document: what its title or first lines call it, how it is signed, what it says of its forerunner.

    `attended` says that there is a list of who was there. None when nothing tells.
    """
    for line in (*first_lines, title or ""):
        if found := _of_line(line):
            if web_page and _list_of.match(found[1]):
                return "webbsida"
            return found[0]
    if web_page and not attended:
        return "webbsida"
    # A list of who was there makes minutes of a text; without the forms of decisions they are notes.
    return _by_signs(sections) or ("minnesanteckningar" if attended else None)


def named_kind(text: str) -> str | None:
    """The kind that a given name means (`Protokoll`, `mötesanteckningar`); other names stay as they are, small."""
    word = " ".join(text.lower().split())
    return _OWN_WORDS.get(word, word) or None


def _of_line(line: str) -> tuple[str, str] | None:
    """The kind that a line begins with or, when it is short, holds; and what follows the word."""
    if not line or len(line) > 250:
        return None
    if _parliament.match(line):
        return ("motion" if "Motion" in line else "interpellation"), ""
    if match := _own.match(line):
        if match["more"].rstrip().endswith((".", ",")) and len(line) > 60:
            return None
        return _OWN_WORDS[match[1].lower()], match["more"]
    if len(line) < 140 and not line.rstrip().endswith((".", "?", ",")) and (match := _inside.search(line)):
        if re.match(r"\s*\S*(?:föregående|förra)", line, re.IGNORECASE):
            return None
        return _OWN_WORDS[match[1].lower()], line[match.end() :]
    return None


def _by_signs(sections: Sequence[Section]) -> str | None:
    """The kind by how the end is signed, by what is said of the minutes before, by the formulas of decisions."""
    for section in reversed(sections[-3:]):
        if match := _sign_off.search(section.text[-1500:]):
            return "protokoll" if match["minutes"] or match["adjusted"] else "minnesanteckningar"
    for section in sections[:6]:
        if match := _previous.search(f"{section.heading}\n{section.text[:400]}"):
            return "protokoll" if match["kind"].lower() == "protokoll" else "minnesanteckningar"
    if sections[-1].number and any(_formal.search(section.text) for section in sections[:8]):
        return "protokoll"
    return None
