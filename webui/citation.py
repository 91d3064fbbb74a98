"""Källhänvisning: what to write in a report so that others find the place again."""

from __future__ import annotations

from flask import Flask

from searchlib.documents import Minutes, Section
from searchlib.results import SectionHit
from searchlib.wording import written_date


def citation(minutes: Minutes, address: str, section: Section | None = None) -> str:
    """Title, organ, date, reference number, section and lasting address, as plain text."""
    held = ", ".join(filter(None, (minutes.organ, written_date(minutes.meeting_date))))
    parts = [minutes.title, held]
    if minutes.reference_number:
        parts.append(f"Dnr {minutes.reference_number}")
    if section is not None:
        parts.append(f"Avsnitt: {section_name(section)}")
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts) + f" {address}"


def section_name(section: Section | SectionHit) -> str:
    """Number and heading as in the minutes; a name of its own for the text before the first heading."""
    name = " ".join(filter(None, (section.number, section.heading)))
    return name or ("Inledning" if section.position == 0 else f"Avsnitt {section.position}")


def install(app: Flask) -> None:
    """Make section names known to the templates."""
    app.add_template_filter(section_name)
