"""Full-text search for Swedish meeting minutes.

from searchlib import Index

report = Index.rebuild("corpus", "index")
with Index.open("index") as index:
    for hit in index.search("överenskommelse", years=(2015, 2018)):
        print(hit.minutes.meeting_date.value, hit.minutes.title, hit.sections[0].snippet.text)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from searchlib.documents import MeetingDate as MeetingDate
    from searchlib.documents import Minutes as Minutes
    from searchlib.documents import Participant as Participant
    from searchlib.documents import Section as Section
    from searchlib.errors import SearchlibError as SearchlibError
    from searchlib.index import Index as Index
    from searchlib.ingest.reading import read_minutes as read_minutes
    from searchlib.query import parse_query as parse_query
    from searchlib.results import Hit as Hit
    from searchlib.results import Results as Results
    from searchlib.results import SectionHit as SectionHit
    from searchlib.results import Snippet as Snippet

__version__ = "0.1.0"

_HOME = {
    "Hit": "searchlib.results",
    "Index": "searchlib.index",
    "MeetingDate": "searchlib.documents",
    "Minutes": "searchlib.documents",
    "Participant": "searchlib.documents",
    "Results": "searchlib.results",
    "SearchlibError": "searchlib.errors",
    "Section": "searchlib.documents",
    "SectionHit": "searchlib.results",
    "Snippet": "searchlib.results",
    "parse_query": "searchlib.query",
    "read_minutes": "searchlib.ingest.reading",
}
__all__ = [*sorted(_HOME)]


def __getattr__(name: str) -> object:
    # Names are loaded when first asked for, so that `searchlib --help` does not wait for numpy.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
