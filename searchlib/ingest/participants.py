"""Who took part: the names of attendance lists, with the role or organisation that the minutes give."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from searchlib.documents import Participant
from searchlib.ingest.cues import Cues
from searchlib.ingest.lines import Line

_MAX = 300
_MAX_LINES = 80

_UPPER = "A-ZÅÄÖÉÜÁØÆ"
_PART = (
    rf"(?:[{_UPPER}][a-zåäöéèëüáàíóøæšžćčñ'’]+(?:-?[{_UPPER}][a-zåäöéèëüáàíóøæšžćčñ'’]+)*"
    rf"|[{_UPPER}]-[{_UPPER}][a-zåäö]+|(?:von|af|de|van|der|la|el|al|bin|ben|da|dos|di)(?=\s+[{_UPPER}])|[{_UPPER}]\.?(?=\s+[{_UPPER}][a-zåäö]))"
)
_NAME = rf"{_PART}(?:\s+{_PART}){{1,3}}"
_name = re.compile(rf"{_NAME}(?![\w])")
# In a cell without commas between people, a name is the two words before a comma, a bracket or the end.
_short_name = re.compile(rf"({_PART}\s+(?:(?:von|af|de|van|der)\s+)?{_PART})(?=\s*(?:,|\(|$))")
_late_name = re.compile(rf"\S\s+{_PART}\s+{_PART}\s*(?:\([^()]*\)\s*)?$")
_after_bracket = re.compile(rf"\([^()]{{1,30}}\)\s+{_PART}\s+{_PART}\s*[,(]")
_instead = re.compile(r"(?i)\b(?:för|efter|av|i stället|och|samt)\b")
_cells = re.compile(r"\t|\s{3,}")
_party = re.compile(r"\s*\(([A-ZÅÄÖ][A-Za-zåäö]{0,3}|-)\)")

_label = re.compile(
    r"""[\s*#]*(?P<label>
        (?:övriga\s+)?närvarande(?:\s+(?:ledamöter|ersättare|tjänstgörande\s+ersättare|tjänstemän
          |förtroendevalda|politiker|från\s+\w+))? | (?:ej\s+)?(?:tjänstgörande|icke\s+tjänstgörande)\s+ersättare
      | deltagare | deltog(?:\s+(?:på|vid|i)\s+(?:mötet|sammanträdet))?(?:\s+gjorde)? | deltagande
        | beslutande(?:\s+ledamöter)? | ledamöter | ersättare
      | närvaro(?:lista)? | med | övriga(?:\s+(?:deltagare|deltagande|närvarande))? | inbjud(?:na
        |en)(?:\s+gäster)? | gäst(?:er)? | adjungerad(?:e)? | föredragande
      | tjänstemän | tjänstepersoner | i\s+tjänsten | politiker | förtroendevalda | sekreterare
        | ordförande | vice\s+ordförande | protokollförare | justerare
      | frånvarande(?:\s+ledamöter)? | anmält\s+förhinder | förhinder(?:ad|ade)? | ej\s+närvarande
        | frånvaro | anmäl(?:t|d|da)\s+frånvaro
    )\s*(?:gjorde)?\s*(?P<end>:|\t|$|\s{2,})""",
    re.IGNORECASE | re.VERBOSE,
)
_colon = re.compile(r":\s")
_inner_label = re.compile(r"(?<=[.;)])\s+(?=[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+){0,2}:\s)")
_inline = re.compile(
    r"(?:^|[.\n]\s*)(?:Deltog gjorde|Deltog|Närvarande var(?: även| också)?|Närvarande|På mötet deltog|Gäst"
    r"|Gäster)\s+([^.:\n][^.\n]{5,600})"
)
# `Anna Ek, Bo Lind (M) och Eva By deltog.`
_took_part = re.compile(rf"(?:^|[.\n]\s+)({_NAME}[^.\n]{{3,800}}?)\s+(?:deltog|var närvarande|närvarade)\.")
_cues = Cues(
    "ärvar",
    "ÄRVAR",
    "eltog",
    "ELTOG",
    "eltag",
    "ELTAG",
    "eslutande",
    "ESLUTANDE",
    "edamöter",
    "nbjud",
    "Med:",
    "rsättare",
    "äst:",
    "äster:",
    "ustera",
    "ekreterare",
)
# Without one of these a line names nobody in running text.
_inline_cues = Cues("Deltog", "Närvarande", "På mötet deltog", "Gäst", "deltog.", "var närvarande.", "närvarade.")
_ABSENT = ("frånvar", "anmält förhinder", "anmäl", "förhinder", "ej närvarande")
_ROLES = {
    "ersättare": "ersättare",
    "tjänstgörande ersättare": "tjänstgörande ersättare",
    "inbjudna": "inbjuden",
    "inbjuden": "inbjuden",
    "gäst": "inbjuden",
    "gäster": "inbjuden",
    "adjungerad": "adjungerad",
    "adjungerade": "adjungerad",
    "sekreterare": "sekreterare",
    "ordförande": "ordförande",
    "vice ordförande": "vice ordförande",
    "föredragande": "föredragande",
    "justerare": "justerare",
    "protokollförare": "protokollförare",
}
_NOT_NAMES = re.compile(
    r"(?i)\b(?:region|landsting(?:et)?|kommun(?:en)?|folkets hus|röda korset|rädda barnen|plats|tid|datum|sverige"
    r"|värmlands?|protokoll|sammanträd\w*|hela sverige|gustaf adolfs torg|stadshuset|nya perspektiv|teams|zoom"
    r"|kl)\b|\b(?-i:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b"
)
_end_of_list = re.compile(
    r"(?i)\s*(?:plats|tid|datum|paragrafer|justering(?:ens)?|utses att justera|underskrifter|anslag|program"
    r"|dagordning|§|\d{1,3}[.)]?(?:\s|$)|[-*•]\s+\d)"
)
_splitter = re.compile(r";|,\s*(?:(?:samt|och)\s+)?|\s+samt\s+|\s+och\s+|\t|\s{3,}|\n")


def find_participants(lines: Sequence[Line]) -> tuple[Participant, ...]:
    """The people of the attendance list that stands in these first lines of a document; at most 300.

    Roles are as the minutes say: what follows the name, or the label of the list (ersättare, inbjuden,
    frånvarande).
    """
    people: dict[str, Participant] = {}
    for role, content in _lists(lines):
        for person in _people(content, role):
            people.setdefault(person.name, person)
            if len(people) >= _MAX:
                break
    return tuple(people.values())


def listed_people(text: str) -> tuple[Participant, ...]:
    """The people of a list whose lines or commas part them, as front matter gives it."""
    people = {person.name: person for line in text.split("\n") for person in _listed(line, None)}
    return tuple(people.values())


def may_have_participants(head: str) -> bool:
    """A cheap test before the lines are looked at."""
    return _cues.within(head)


def _lists(lines: Sequence[Line]) -> Iterator[tuple[str | None, str]]:
    """Each label's role and the text under it."""
    role: str | None = None
    inside = False
    gap = False
    for text, is_heading in _label_lines(lines[:_MAX_LINES]):
        label = _label.match(text) if text else None
        if label:
            role, inside, gap = _role(label["label"]), True, False
            if rest := text[label.end() :].strip():
                if inner := _label.match(rest):
                    role, rest = _role(inner["label"]) or role, rest[inner.end() :].strip()
                yield role, rest
        elif not text:
            gap = inside
            if not inside:
                continue
        elif inside and (_end_of_list.match(text) or is_heading or not _may_list(text, gap)):
            inside = False
        elif inside:
            yield role, text.strip()
        if not inside and _inline_cues.within(text) and (match := _inline.search(text) or _took_part.search(text)):
            yield None, match[1]


def _label_lines(lines: Sequence[Line]) -> Iterator[tuple[str, bool]]:
    """The lines, parted where a label begins within one: `Ordförande: A B (S). Sekreterare: C D.`"""
    for line in lines:
        for text in _inner_label.split(line.text) if _colon.search(line.text) else (line.text,):
            yield text, bool(line.level)


def _role(label: str) -> str | None:
    lower = " ".join(label.lower().split())
    if lower.startswith(_ABSENT):
        return "frånvarande"
    return _ROLES.get(lower) or ("ersättare" if lower.endswith("ersättare") else None)


def _may_list(text: str, gap: bool) -> bool:
    """Whether a line can go on a list of people: it holds a name and is no sentence of running text."""
    stripped = text.strip()
    if (gap and stripped.endswith(".")) or len(stripped) > 600:
        return False
    return _name.search(stripped) is not None or (not gap and len(stripped) < 60 and not stripped.endswith("."))


def _people(content: str, role: str | None) -> Iterator[Participant]:
    cells = [cell for cell in _cells.split(content) if cell.strip()]
    if len(cells) > 1 and (label := _label.match(cells[0] + ":")):
        role = _role(label["label"]) or role
    for cell in cells:
        yield from _run_on(cell, role) if _runs_on(cell) else _listed(cell, role)


def _runs_on(cell: str) -> bool:
    """Whether people follow each other without a comma: `Anna Ek (S), ordförande Bo Lind (M) Eva By (C)`.

    Then what stands between two commas is an organisation or role and the next name after it.
    """
    middle = cell.split(",")[1:]
    ends = sum(
        1 for piece in middle if (match := _late_name.search(piece)) and not _instead.search(piece[: match.start() + 1])
    )
    return (ends >= 1 and 2 * ends >= len(middle) - 1) or len(_after_bracket.findall(cell)) >= 1


def _run_on(cell: str, role: str | None) -> Iterator[Participant]:
    matches = [match for match in _short_name.finditer(cell) if not _NOT_NAMES.search(match[1])]
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        said = cell[match.end() : following.start() if following else len(cell)]
        yield _person(match[1], said, role)


def _listed(cell: str, role: str | None) -> Iterator[Participant]:
    """People between commas; what is no name after a comma belongs to the person before."""
    name: str | None = None
    said: list[str] = []
    for piece in _splitter.split(_protected(cell)):
        piece = piece.strip(" .*-–•").replace("\x00", ",")
        match = _name.match(piece)
        if (
            match
            and not _NOT_NAMES.search(match[0])
            and (match.end() == len(piece) or piece[match.end() :].lstrip()[:1] in "(§–-/")
        ):
            if name:
                yield _person(name, ", ".join(said), role)
            name, said = match[0], [piece[match.end() :].strip()] if piece[match.end() :].strip() else []
        elif piece and name:
            said.append(piece)
    if name:
        yield _person(name, ", ".join(said), role)


def _protected(cell: str) -> str:
    """Commas inside brackets do not part people."""
    return re.sub(r"\([^()]{0,120}\)", lambda match: match[0].replace(",", "\x00").replace(" och ", " & "), cell)


def _person(name: str, said: str, role: str | None) -> Participant:
    """A person with the role that was said, or else the one of the list."""
    said = _party.sub("", " " + said, count=1)
    own = " ".join(said.replace("\x00", ",").split()).strip(" ,;.–-*")
    if own.startswith("(") and own.endswith(")") and own.count("(") == 1:
        own = own[1:-1]
    if role in ("frånvarande", "inbjuden", "ersättare", "tjänstgörande ersättare"):
        return Participant(" ".join(name.split()), role)
    return Participant(" ".join(name.split()), own[:100] or role)
