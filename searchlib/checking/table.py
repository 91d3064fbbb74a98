"""The report as a person reads it: a summary in Swedish, then each matter with its files, then all files in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from searchlib.checking.report import FoundNumber, Report, SettingProblem, Understood, code_of
from searchlib.wording import counted, date_source

_NOTES = {
    "no_date": ("Utan datum", "Ange datum i en fil NAMN.meta.json, eller null om mötet saknar datum."),
    "date_conflict": ("Motstridiga datum", "Det första gäller. Ange rätt datum i en fil NAMN.meta.json."),
    "ocr_suspect": ("Misstänkt dålig texttolkning (OCR)", "Texttolka om originalet."),
    "bad_glyphs": ("Tecken som har gått förlorade", "Spara om filen från originalet."),
    "pages_without_text": ("Sidor utan text", "Troligen inskannade. Texttolka dem (OCR)."),
    "no_sections": ("Utan avsnitt", "Filen söks som ett enda avsnitt."),
    "missing_numbers": ("Luckor i paragrafnumren", "Kanske finns paragraferna i en annan fil."),
}

_LEFT_OUT = {
    "temporary": "tillfällig fil",
    "template": "mall",
    "delisted": "undantagen i delist.txt",
    "link": "länk som inte följs",
    "special": "ingen vanlig fil",
    "same_name": "samma namn som en annan fil",
    "unreadable_folder": "mappen får inte läsas",
}

_NOTHING = "–"
_WRITTEN = {"year": 4, "month": 7}

# The reasons that settings files are refused for, as `searchlib.ingest` says them, for those who write the files.
_REASONS = (
    (r"unknown key '(.*)'; known are (.*)", r"okänd nyckel \1; det finns \2"),
    (r"there is no document of this name beside it", "det finns inget dokument med det namnet bredvid"),
    (r"(\S+) must be a text", r"\1 ska vara en text"),
    (r"(\S+) is longer than (\d+) characters", r"\1 är längre än \2 tecken"),
    (r"date must be YYYY-MM-DD, YYYY-MM or YYYY", "date ska skrivas ÅÅÅÅ-MM-DD, ÅÅÅÅ-MM eller ÅÅÅÅ"),
    (r"there is no date '(.*)'", r"datumet \1 finns inte"),
    (r"participants must be a list of at most (\d+)", r"participants ska vara en lista med högst \1 namn"),
    (r"a participant is a name, .*", "en deltagare anges med namn, eller med name och role"),
    (r"the file is not UTF-8", "filen är inte sparad som UTF-8"),
    (r"the file must hold keys and values", "filen ska innehålla nycklar och värden"),
    # Parsers explain themselves in English; the line is what helps.
    (r"not understood: .*\bline (\d+)\b.*", r"går inte att tolka, se rad \1"),
    (r"not understood: .*", "går inte att tolka"),
    (r"'(.*)' names no document", r"\1 motsvarar inget dokument"),
    (r".* bytes are more than the limit of .*", "filen är för stor för att vara en inställning"),
)


def render(report: Report) -> str:
    """Say the report in Swedish as plain text, for a terminal of any width."""
    parts = [*_summary(report), *_matters(report), "", "Så har filerna förståtts", "", *_table(report.understood)]
    return "\n".join(parts)


def _summary(report: Report) -> Iterator[str]:
    files = len({one.source for one in report.understood})
    yield f"Granskning av {report.corpus}"
    yield ""
    documents = counted(len(report.understood), "dokument", "dokument")
    yield f"{counted(files, 'fil lästes', 'filer lästes')}, med {documents}."
    if report.failed:
        yield f"{counted(len(report.failed), 'fil', 'filer')} gick inte att läsa."
    if report.left_out:
        yield f"{counted(len(report.left_out), 'fil', 'filer')} lämnades utanför."
    yield "Något behöver ses över av en människa." if report.needs_person else "Inget behöver ses över."


def _matters(report: Report) -> Iterator[str]:
    failed = [f"{file.source}: {file.said}" for file in report.failed]
    yield from _matter("Gick inte att läsa", "", failed)
    numbers = [f"{number.source}, {_place(number)}: {number.masked}" for number in report.personal_numbers]
    yield from _matter("Personnummer", "Ta bort dem, eller undanta filerna i delist.txt.", numbers)
    yield from _matter(
        "Inställningar som inte fungerar", "", [_setting(problem) for problem in report.setting_problems]
    )
    for code, (heading, advice) in _NOTES.items():
        noted = [(one, note) for one in report.understood for note in one.notes if code_of(note) == code]
        yield from _matter(heading, advice, [_noted(one, note) for one, note in noted])
    duplicates = [" = ".join(group) for group in report.duplicates]
    yield from _matter("Samma text i flera filer", "De visas som ett dokument.", duplicates)
    left_out = [f"{one.source}: {_LEFT_OUT.get(one.reason, one.reason)}" for one in report.left_out]
    yield from _matter("Utanför", "", left_out)


def _matter(heading: str, advice: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield ""
        yield f"{heading} ({len(lines)}). {advice}".rstrip() if advice else f"{heading} ({len(lines)})."
        yield from (f"  {line}" for line in lines)


def _place(number: FoundNumber) -> str:
    if number.line is not None:
        return f"rad {number.line}"
    if number.page is not None:
        return f"sidan {number.page}"
    return f"avsnittet {number.section}" if number.section else "inledningen"


def _setting(problem: SettingProblem) -> str:
    place = f"{problem.source}, rad {problem.line}" if problem.line else problem.source
    for pattern, swedish in _REASONS:
        if match := re.fullmatch(pattern, problem.reason, re.DOTALL):
            return f"{place}: {match.expand(swedish)}"
    return f"{place}: går inte att använda"


def _noted(one: Understood, note: str) -> str:
    details = note.partition(":")[2]
    return f"{one.source}: {details.replace('/', ' eller ').replace(',', ', ')}" if details else one.source


def _table(understood: Sequence[Understood]) -> Iterator[str]:
    """One row for each document; the title comes last, for it may be as long as it likes."""
    rows = [("Fil", "Datum", "Datumet är taget", "Organ", "Typ", "Avsnitt", "Titel"), *map(_row, understood)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]) - 1)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=True)]
        yield "  ".join((*cells, row[-1])).rstrip()


def _row(one: Understood) -> tuple[str, ...]:
    return (
        _end_of(one.source, 44),
        (one.date or "")[: _WRITTEN.get(one.date_precision, 10)] or _NOTHING,
        date_source(one.meeting_date) or _NOTHING,
        _start_of(one.organ or _NOTHING, 30),
        one.kind or _NOTHING,
        str(one.sections),
        _start_of(one.title, 80),
    )


def _start_of(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _end_of(text: str, width: int) -> str:
    """The end tells more of a path than its start."""
    return text if len(text) <= width else "…" + text[1 - width :]
