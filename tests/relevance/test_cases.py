"""Hard cases of Swedish: inflection, compounds, spelling, names, synonyms. All of them, and for good."""

from __future__ import annotations

from pathlib import Path

from searchlib import Index, Minutes
from tests.relevance.conftest import Build
from tests.relevance.judged import Case, read_cases


def failures(index: Index, cases: tuple[Case, ...], sources: dict[str, str]) -> list[str]:
    found_wrong = []
    for case in cases:
        results = index.search(case.query, limit=len(sources))
        found = set() if results.relaxed else {hit.minutes.source for hit in results}
        missing = [text for text in case.must_match if sources[text] not in found]
        wrong = [text for text in case.must_not_match if sources[text] in found]
        if missing or wrong:
            found_wrong.append(f"{case.id} {case.category} {case.query}: missing {missing}, wrong {wrong}")
    return found_wrong


def test_every_hard_case_finds_what_it_must_and_nothing_that_it_must_not(testdata: Path, build: Build) -> None:
    cases = read_cases(testdata)
    texts = dict.fromkeys(text for case in cases for text in (*case.must_match, *case.must_not_match))
    sources = {text: f"case-{number}" for number, text in enumerate(texts)}
    # Each text is a meeting of its own; without a title, so that the text alone can match.
    index = build("cases", (Minutes.from_text(source=source, text=text) for text, source in sources.items()))
    assert failures(index, cases, sources) == []
