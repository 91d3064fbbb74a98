"""A small index in memory, for pages: it finds letters in texts, and does what a test tells it to."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from searchlib.documents import MeetingDate, Minutes, Participant, Section, minutes_id
from searchlib.errors import UnknownId
from searchlib.results import Facet, Facets, FormCount, Generation, Hit, Results, SectionHit, Snippet, Total

BUILT = "2026-11-22T09:00:00+00:00"


def minutes_of(
    source: str, title: str, date: str | None, sections: Iterable[tuple[str | None, str]], **rest
) -> Minutes:
    """Minutes as reading would give them; `date` in ISO form, as exactly as it is known."""
    return Minutes(
        id=minutes_id(source),
        sources=(source,),
        title=title,
        kind=rest.pop("kind", "protokoll"),
        organ=rest.pop("organ", "Pensionärsrådet"),
        meeting_date=_date(date),
        sections=tuple(
            Section(f"avsnitt{place}", None if heading is None else f"{place}.", place, heading, text, place + 1)
            for place, (heading, text) in enumerate(sections)
        ),
        **rest,
    )


def _date(text: str | None) -> MeetingDate:
    if text is None:
        return MeetingDate.unknown()
    precision = {4: "year", 7: "month", 10: "day"}[len(text)]
    return MeetingDate(datetime.date.fromisoformat((text + "-01-01")[:10]), precision, "page_header")


MINUTES = (
    minutes_of(
        "2015/radet.txt",
        "Pensionärsrådets möte om bussarna",
        "2015-10-23",
        [
            (None, "Ordföranden hälsar alla välkomna."),
            ("Bussarna", "Bussen till Ekby går för sällan.\nRådet vill ha en buss i timmen."),
            ("Övrigt", "Frågan om bussen tas upp igen."),
        ],
        reference_number="PR/150044",
        reference_numbers=("PR/150044",),
        participants=(Participant("Asta Lind", "ordförande"), Participant("Bo Ek")),
        place="Folkets hus, Ekby",
        url="https://exempel.se/radet",
    ),
    minutes_of(
        "2017/namnd.html", "Trafiknämnden", "2017-03", [("Buss", "Ny buss & <färja> till ön.")], organ="Trafiknämnden"
    ),
    minutes_of("odaterad.md", "Anteckningar om en buss", None, [(None, "En buss står stilla.")], kind=None, organ=None),
    *(minutes_of(f"serie/{n}.txt", f"Möte {n}", f"20{n:02}", [("Vägar", f"Väg {n} sandas.")]) for n in range(1, 24)),
)


class FakeIndex:
    """Finds the query's letters as they stand. `changes` are put into every answer; `error` is raised instead."""

    def __init__(self, minutes: Iterable[Minutes] = MINUTES, name: str = "g1") -> None:
        self.minutes = tuple(minutes)
        self.generation = Generation(name, BUILT)
        self.changes: dict[str, object] = {}
        self.error: Exception | None = None
        self.calls: list[tuple[str, dict[str, object]]] = []
        self.newest: FakeIndex | Exception | None = None
        self.closed = False

    def search(
        self,
        query,
        *,
        years=None,
        organ=None,
        kind=None,
        sort="relevance",
        match="all",
        limit=10,
        offset=0,
        without=(),
        exact=False,
    ):
        self.calls.append(
            (
                query,
                {
                    "years": years,
                    "organ": organ,
                    "kind": kind,
                    "sort": sort,
                    "match": match,
                    "limit": limit,
                    "offset": offset,
                    "without": without,
                    "exact": exact,
                },
            )
        )
        if self.error:
            raise self.error
        found = [m for m in self.minutes if _matches(m, query) and _allowed(m, organ, kind)]
        dated = [m for m in found if _within(m, years)]
        undated = sum(m.meeting_date.value is None for m in found)
        if sort != "relevance":
            known = [m for m in dated if m.meeting_date.value]
            known.sort(key=lambda m: m.meeting_date.value, reverse=sort == "newest")
            dated = known + [m for m in dated if not m.meeting_date.value]
        hits = tuple(self._hit(m, query) for m in dated[offset : offset + limit])
        results = Results(
            query=query,
            explanation=f"Söker möten med ”{query}”." if query else "Alla möten.",
            hits=hits,
            total=Total(len(dated), sum(_count(m, query) for m in dated), undated),
            offset=offset,
            limit=limit,
            facets=_facets(dated),
            forms=(
                FormCount(query, 7, "exact"),
                FormCount("bussarna", 3, "inflection"),
                FormCount("bussresa", 2, "compound"),
            )
            if query
            else (),
            generation=self.generation,
        )
        return replace(results, **self.changes)

    def _hit(self, minutes, query):
        sections = [s for s in minutes.sections if query and _spans(s.text, query)] or [minutes.sections[0]]
        shown = tuple(
            SectionHit(s.id, s.position, s.number, s.heading, s.page, Snippet(s.text, _spans(s.text, query)))
            for s in sections[:1]
        )
        return Hit(minutes, 1.5, shown, _count(minutes, query))

    def get(self, minutes_id):
        if self.error:
            raise self.error
        for minutes in self.minutes:
            if minutes.id == minutes_id:
                return minutes
        raise UnknownId(minutes_id)

    def marks(self, query, minutes, *, without=(), exact=False):
        return {s.position: _spans(s.text, query) for s in minutes.sections}

    def is_newest(self):
        return self.newest is None

    def refresh(self):
        if isinstance(self.newest, Exception):
            raise self.newest
        return self.newest

    def close(self):
        self.closed = True


def _spans(text, query):
    return tuple(found.span() for found in re.finditer(re.escape(query), text, re.IGNORECASE)) if query else ()


def _count(minutes, query):
    return sum(bool(_spans(section.text, query)) for section in minutes.sections)


def _matches(minutes, query):
    return query.lower() in minutes.title.lower() or bool(_count(minutes, query))


def _allowed(minutes, organ, kind):
    return (not organ or minutes.organ in organ) and (not kind or minutes.kind in kind)


def _within(minutes, years):
    if not years:
        return True
    value = minutes.meeting_date.value
    return value is not None and (years[0] or 0) <= value.year <= (years[1] or 9999)


def _facets(found):
    years = Counter(m.meeting_date.value.year if m.meeting_date.value else None for m in found)
    organs, kinds = (Counter(getattr(m, name) for m in found) for name in ("organ", "kind"))
    return Facets(
        *(tuple(Facet(value, count) for value, count in counts.most_common()) for counts in (years, organs, kinds))
    )
