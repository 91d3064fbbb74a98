"""A document as JSON: the keys of an answer's hit, and the whole text by section."""

from __future__ import annotations

from typing import Any

from searchlib.documents import Minutes


def document_json(minutes: Minutes) -> dict[str, Any]:
    """The document as plain values."""
    date = minutes.meeting_date
    return {
        "id": minutes.id,
        "title": minutes.title,
        "date": date.value.isoformat() if date.value else None,
        "date_precision": date.precision,
        "date_source": date.source,
        "organ": minutes.organ,
        "kind": minutes.kind,
        "reference_number": minutes.reference_number,
        "reference_numbers": list(minutes.reference_numbers),
        "sources": list(minutes.sources),
        "participants": [{"name": person.name, "role": person.role} for person in minutes.participants],
        "place": minutes.place,
        "url": minutes.url,
        "sections": [
            {
                "id": section.id,
                "position": section.position,
                "number": section.number,
                "heading": section.heading,
                "page": section.page,
                "text": section.text,
            }
            for section in minutes.sections
        ],
    }
