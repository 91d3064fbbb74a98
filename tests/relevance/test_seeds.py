"""The customer's five documents, searched: what each query must find, and nothing else."""

import pytest

from searchlib import Index

SEARCHES = [
    ("överenskommelse", {"002", "003", "004"}),
    ("overenskommelse", {"002", "003", "004"}),
    ("folkhälsa", {"000", "001", "002"}),
    ("ledamot", set()),
    ("IOP", {"000", "002", "003", "004"}),
    ("idéburet offentligt partnerskap", {"000", "002", "003", "004"}),
    ("RS/240542", {"001"}),
    ("möte", {"000", "001", "002", "003", "004"}),
    ('"nationella överenskommelsen"', {"002", "003", "004"}),
    ("brottsoffer", {"000", "001"}),
    ("SKR", {"000", "001", "002", "003", "004"}),
]


@pytest.fixture(scope="module")
def seeds(testdata, tmp_path_factory):
    place = tmp_path_factory.mktemp("seeds") / "index"
    corpus = tmp_path_factory.mktemp("corpus")
    for path in (testdata / "seeds").glob("*.txt"):
        (corpus / path.name).write_bytes(path.read_bytes())
    assert Index.rebuild(corpus, place).failed == ()
    with Index.open(place) as index:
        yield index


@pytest.mark.parametrize(("query", "expected"), SEARCHES, ids=[query for query, _ in SEARCHES])
def test_a_search_finds_exactly_its_documents(seeds, query, expected):
    results = seeds.search(query)
    assert {hit.minutes.source[:3] for hit in results} == expected
    assert not results.relaxed
    assert not results.corrected


def test_the_forms_of_överenskommelse_are_told(seeds):
    forms = {form.form: form.why for form in seeds.search("överenskommelse").forms}
    inflections = {"överenskommelsen", "överenskommelser", "överenskommelsens"}
    assert inflections <= {form for form, why in forms.items() if why == "inflection"}
    assert forms["överenskommelsearbetet"] == "compound"


def test_every_snippet_marks_whole_words_or_whole_parts(seeds):
    for query in ("överenskommelse", "folkhälsa", "brottsoffer", "möte"):
        for hit in seeds.search(query):
            for section in hit.sections:
                marked = [section.snippet.text[start:end].lower() for start, end in section.snippet.marks]
                assert marked or hit.matching_sections == 0 or query in (section.heading or "").lower()
                assert all(len(mark) >= 4 for mark in marked)
