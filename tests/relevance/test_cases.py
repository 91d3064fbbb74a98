"""Hard cases of Swedish: inflection, compounds, spelling, names, synonyms. All of them, and for good."""

from __future__ import annotations

from pathlib import Path

from searchlib import Index, Minutes
from tests.relevance.conftest import Build
from tests.relevance.judged import Case, read_cases

# What a clerk expects of Swedish, one fact a line, in the same form as the shared cases.
OWN_CASES = Path(__file__).parent / "cases.tsv"


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


def judged(build: Build, path: Path) -> list[str]:
    cases = read_cases(path)
    assert len(cases) > 40
    texts = dict.fromkeys(text for case in cases for text in (*case.must_match, *case.must_not_match))
    sources = {text: f"case-{number}" for number, text in enumerate(texts)}
    # Each text is a meeting of its own; without a title, so that the text alone can match.
    index = build(str(path), (Minutes.from_text(source=source, text=text) for text, source in sources.items()))
    return failures(index, cases, sources)


def test_every_hard_case_finds_what_it_must_and_nothing_that_it_must_not(testdata: Path, build: Build) -> None:
    assert judged(build, testdata / "swedish" / "cases.tsv") == []


def test_our_own_cases_find_what_they_must_and_nothing_that_they_must_not(build: Build) -> None:
    assert judged(build, OWN_CASES) == []
