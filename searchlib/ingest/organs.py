"""Organs: the boards, councils and groups that meet, named as they name themselves (`Regionala pensionärsrådet`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

# The last part of an organ's name: stem, definite ending.
from searchlib.ingest.cues import Cues

_NOUNS = {
    "nämnd": "en",
    "styrelse": "n",
    "råd": "et",
    "utskott": "et",
    "beredning": "en",
    "kommitté": "n",
    "kommite": "n",
    "delegation": "en",
    "grupp": "en",
    "direktion": "en",
    "presidium": "",
    "forum": "",
    "parlament": "et",
    "kansli": "et",
}
_cues = Cues(*_NOUNS, "fullmäktige", "stämma")
_noun = "|".join(_NOUNS)
_letter = r"[A-Za-zÅÄÖåäöÉé]"
# Words before the noun that belong to a name, and the tail that says what the organ is for.
_ADJECTIVE = (
    r"(?:[Rr]egional[at]|[Kk]ommunal[at]|[Ss]ocial[at]|[Ll]okal[at]|[Tt]eknisk[at]|[Gg]emensam(?:ma|t)?"
    r"|[Cc]entral[at]|[Pp]olitisk[at]|[Ss]tatlig[at]|[Aa]llmän(?:na|t)?|[Nn]ationell[at]|[Rr]ådgivande|[Ss]ärskil(?:da|t))"
)
_TAIL = (
    rf"(?:\s+(?:för|inom|i|mot|om|kring)\s+(?!(?:mötet|dag|år|går|sitt|sin|sina|den|att|ett|en|samband"
    rf"|frågan|ärendet)\b)(?:[a-zåäö]+-?,?\s+(?:och|samt)\s+)?{_letter}[\wåäöÅÄÖé-]*(?:\s+(?:och\s+)?(?!den\b|protokoll|minnes|möte|samman|\d)[a-zåäöA-ZÅÄÖ][\wåäöé-]*){{0,5}})"
)
_name = re.compile(
    rf"(?<![\wåäö])(?P<owner>[A-ZÅÄÖ]\w+s\s+)?(?P<adjectives>(?:{_ADJECTIVE}\s+){{0,2}})"
    rf"(?P<stem>(?:[A-ZÅÄÖ]?[a-zåäö]+-\s?(?:,\s?{_letter}+-\s?)*(?:och|&)\s+)?{_letter}*?(?:-\s?)?(?P<noun>{_noun}|fullmäktige|(?<={_letter})stämma))"
    rf"(?P<ending>n|en|et|na)?(?P<genitive>s)?(?![\wåäö])(?P<tail>{_TAIL})?",
    re.IGNORECASE,
)
# Whole words that end like an organ and are none, or say too little to name one.
_NOT_ORGANS = re.compile(
    r"""(?:arbetsutskott|styrelse|nämnd|råd|utskott|kommitté|grupp|forum|kansli|presidi|delegation|direktion|beredning|parlament|stämma
      |.*(?:område|miljö|ålders|mål|yrkes|referens|kund|patient|risk|diskussions|problem|folk|ord|vatten|minoritets)grupp
      |bolagsstyrelse|länsstyrelse|europaparlament|.*(?:samråd|kommunalråd|landstingsråd|regionråd|borgarråd|stadsråd|förråd|statsråd|områd|avråd|justitieråd|förberedning|utredning)
    )(?:n|en|et|um)?""",
    re.IGNORECASE | re.VERBOSE,
)
_leading = re.compile(
    r"(?i)^(?:(?:protokoll|minnesanteckningar|mötesanteckningar|anteckningar|kallelse|möte|sammanträde|dagordning)(?:\s+(?:nr\s*)?\d+)?(?:\s*[,:–-]|\s+(?:för|från|fört\s+vid|vid|med|i|till))?\s+)+"
)
_before_name = re.compile(r"(?i)(?:^|\s)(?:för|med|vid|i|från|[,:–-])\s+$")
ABBREVIATIONS = {
    "kf": "Kommunfullmäktige",
    "ks": "Kommunstyrelsen",
    "ksau": "Kommunstyrelsens arbetsutskott",
    "rf": "Regionfullmäktige",
    "rs": "Regionstyrelsen",
    "lf": "Landstingsfullmäktige",
    "ls": "Landstingsstyrelsen",
    "hsn": "Hälso- och sjukvårdsnämnden",
    "bn": "Byggnadsnämnden",
    "sn": "Socialnämnden",
    "vn": "Valnämnden",
}
_known_stems = {
    "landstingsfullmaktige": "Landstingsfullmäktige",
    "kommunfullmaktige": "Kommunfullmäktige",
    "regionfullmaktige": "Regionfullmäktige",
}
_label = re.compile(
    r"(?im)^[ \t]*(?:organ|nämnd|instans|sammanträdande organ|beslutsorgan)[ \t]*[:\t][ \t]*(\S[^\n\t]{2,80})$"
)
_not_words = re.compile(r"[_\d]+|-(?=\d)")
_words = re.compile(r"[^\W\d_]+")


def find_organ(
    header: Iterable[str], first_lines: Iterable[str], title: str | None, names: Iterable[str]
) -> str | None:
    """The organ, from page headers, first lines, title and names of files and folders, in that order of trust.

    None when nothing names one surely: no organ is better than a wrong one.
    """
    first_lines = list(first_lines)
    for line in first_lines:
        if len(line) < 120 and (match := _label.match(line)):
            return named_organ(match[1]) or match[1].strip()
    for line in (*header, *_unwrapped(first_lines)):
        if found := organ_of_line(line):
            return found
    if title and (found := _organ_in(title)):
        return found
    for name in names:
        if found := _organ_in_name(name):
            return found
    return None


def _unwrapped(lines: Sequence[str]) -> Iterator[str]:
    """Lines, each with the one below it where a name goes on there with a small letter."""
    for line, below in zip(lines, [*lines[1:], ""], strict=False):
        goes_on = len(line) < 70 and below[:1].islower() and len(below) < 40
        yield f"{line.strip()} {below.strip()}" if goes_on else line


def organ_of_line(line: str) -> str | None:
    """The organ that a line names, when it says hardly anything else than that, a date and the kind of text."""
    if len(line) > 160 or not may_name_organ(line):
        return None
    text = " ".join(line.split())
    if len(text) > 140 or (text.endswith((".", "?", "!")) and not text.endswith("m.m.")):
        return None
    for cell in re.split(r"\t|\s{3,}|  +", line.strip()):
        if found := _organ_of_cell(cell.strip()):
            return found
    return None


def may_name_organ(text: str) -> bool:
    """A cheap test before the grammar is asked."""
    lower = text.lower()
    return _cues.within(lower)


def _organ_of_cell(cell: str) -> str | None:
    rest = _leading.sub("", cell)
    match = _name.match(rest) or _name.match(rest.lstrip("*# "))
    if match is None or not _is_organ(match):
        return None
    after = rest[match.end() :].strip(" ,:–-")
    if after and not re.match(
        r"(?i)(?:protokoll|minnesanteckning|anteckning|betänkande|utlåtande|sammanträd|möte|årsmöte|den|\d|\(|kl|mån|tis|ons|tors|fre|lör|sön|kallelse|blad|sid|§|nr)",
        after,
    ):
        return None
    return definite(match)


def named_organ(text: str) -> str | None:
    """The organ that a text names at its beginning, in the definite form."""
    match = _name.match(text.strip())
    return definite(match) if match and _is_organ(match) else None


def _organ_in(text: str) -> str | None:
    """The organ that a title names, where titles name it: first, or after `för`, `med`, `vid`, `i`."""
    if not may_name_organ(text):
        return None
    rest = _leading.sub("", text)
    for match in _name.finditer(rest):
        is_placed = match.start() == 0 or _before_name.search(rest[: match.start()]) is not None
        definite_form = (
            match["ending"] or match["adjectives"] or match["owner"] or match["noun"].lower() == "fullmäktige"
        )
        if is_placed and definite_form and _is_organ(match):
            return definite(match)
    return None


def _organ_in_name(name: str) -> str | None:
    """The organ that the name of a file or folder gives: in full, or as an abbreviation that stands first or alone."""
    words = _words.findall(name)
    if (
        words
        and words[0].lower() in ABBREVIATIONS
        and len([word for word in words if word.lower() in ABBREVIATIONS]) == 1
    ):
        return ABBREVIATIONS[words[0].lower()]
    for word in words:
        if word.lower() in _known_stems:
            return _known_stems[word.lower()]
    found = [word for word in words if word in ABBREVIATIONS or (word.isupper() and word.lower() in ABBREVIATIONS)]
    if len(found) == 1:
        return ABBREVIATIONS[found[0].lower()]
    return _organ_in(_not_words.sub(" ", name).strip())


def _is_organ(match: re.Match[str]) -> bool:
    ending, noun = (match["ending"] or "").lower(), match["noun"].lower()
    if ending and ending != _NOUNS.get(noun):
        return False
    stem = match["stem"] + (match["ending"] or "")
    if match["owner"] and not ending:
        return noun not in ("grupp", "forum", "kansli")
    if match["adjectives"] or match["tail"]:
        return match["noun"].lower() not in ("grupp", "forum") or bool(match["ending"]) or bool(match["adjectives"])
    return _NOT_ORGANS.fullmatch(stem) is None


def definite(match: re.Match[str]) -> str:
    """An organ's name in the definite form, its first letter large.

    `Regionalt pensionärsråd` gives `Regionala pensionärsrådet`.
    """
    stem, noun = match["stem"], match["noun"].lower()
    owner = " ".join((match["owner"] or "").split())
    adjectives = " ".join(re.sub(r"(?i)t$", "a", word) for word in match["adjectives"].split())
    ending = match["ending"] or ""
    # After a genitive the form is indefinite: Landstingets pensionärsråd.
    if noun in _NOUNS and not ending and not owner:
        ending = _NOUNS[noun]
    name = f"{stem}{ending}"
    tail = " ".join((match["tail"] or "").split())
    whole = " ".join(part for part in (owner, adjectives, name) if part)
    if whole.isupper() or (whole.lower() != whole and whole.upper() == whole.replace("é", "É")):
        whole = whole.lower()
    if stem.isupper():
        whole, tail = whole.lower(), tail.lower()
    return (whole[0].upper() + whole[1:] + (" " + tail if tail else "")).strip()
