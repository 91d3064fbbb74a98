"""Källhänvisning: what to write in a report so that others find the place again."""

from __future__ import annotations

import re

from flask import Flask

from searchlib.documents import Minutes, Section
from searchlib.results import SectionHit
from searchlib.wording import written_date


def citation(minutes: Minutes, address: str, section: Section | None = None) -> str:
    """Title, organ, date, reference number, section and lasting address, as plain text.

    Organ and date are left out when the title says them already.
    """
    parts = [minutes.title, ", ".join(_untold(minutes))]
    if minutes.reference_number:
        parts.append(f"Dnr {minutes.reference_number}")
    if section is not None:
        parts.append(f"Avsnitt: {section_name(section)}")
    said = (part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)
    return f"{' '.join(said)} {address}"


def _untold(minutes: Minutes) -> list[str]:
    date = minutes.meeting_date
    exact = date.value is not None and date.precision == "day" and date.value.isoformat() in minutes.title
    facts = [minutes.organ or "", "" if exact else written_date(date)]
    return [fact for fact in facts if fact and not re.search(rf"\b{re.escape(fact)}\b", minutes.title, re.IGNORECASE)]


def section_name(section: Section | SectionHit) -> str:
    """Number and heading as in the minutes; a name of its own for the text before the first heading."""
    name = " ".join(filter(None, (section.number, section.heading)))
    return name or ("Inledning" if section.position == 0 else f"Avsnitt {section.position}")


def install(app: Flask) -> None:
    """Make section names known to the templates."""
    app.add_template_filter(section_name)
