"""The one JSON shape of an answer and of minutes: for `--json` and for the web's API alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from searchlib.documents import Minutes, Participant, Section
from searchlib.results import Facet, Hit, Results, SectionHit


def results_as_json(results: Results) -> dict[str, Any]:
    """An answer as plain data; marks are spans of `snippet.text` in Unicode code points."""
    return {
        "query": results.query,
        "explanation": results.explanation,
        "relaxed": results.relaxed,
        "corrected": results.corrected,
        "partial": results.partial,
        "suggestion": results.suggestion,
        "total": {
            "meetings": results.total.meetings,
            "sections": results.total.sections,
            "undated": results.total.undated,
        },
        "offset": results.offset,
        "limit": results.limit,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            "year": _facet(results.facets.year),
            "organ": _facet(results.facets.organ),
            "kind": _facet(results.facets.kind),
        },
        "forms": [{"form": form.form, "count": form.count, "why": form.why} for form in results.forms],
        "index": {"generation": results.generation.name, "built": results.generation.built},
    }


def minutes_as_json(minutes: Minutes) -> dict[str, Any]:
    """Minutes with all their sections as plain data."""
    return {
        **_described(minutes),
        "reference_numbers": list(minutes.reference_numbers),
        "participants": [_participant(participant) for participant in minutes.participants],
        "place": minutes.place,
        "url": minutes.url,
        "links": list(minutes.links),
        "sections": [_section(section) for section in minutes.sections],
    }


def _described(minutes: Minutes) -> dict[str, Any]:
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
        "sources": list(minutes.sources),
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return {
        **_described(hit.minutes),
        "score": hit.score,
        "missing": list(hit.missing),
        "matching_sections": hit.matching_sections,
        "sections": [_section_hit(section) for section in hit.sections],
    }


def _section_hit(section: SectionHit) -> dict[str, Any]:
    return {
        "id": section.id,
        "position": section.position,
        "number": section.number,
        "heading": section.heading,
        "page": section.page,
        "snippet": {"text": section.snippet.text, "marks": [list(span) for span in section.snippet.marks]},
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "id": section.id,
        "position": section.position,
        "number": section.number,
        "heading": section.heading,
        "page": section.page,
        "text": section.text,
    }


def _participant(participant: Participant) -> dict[str, Any]:
    return {"name": participant.name, "role": participant.role}


def _facet(facet: Sequence[Facet[Any]]) -> list[dict[str, Any]]:
    return [{"value": each.value, "count": each.count} for each in facet]
