from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from searchlib.ingest import isolation
from searchlib.ingest.corpus import Failed, Outcome, Read, read_corpus
from tests.fuzz.bombs import BOMBS

TEXT = "Protokoll\n\nSammanträdesdatum: 2019-04-03\n\n§ 1 Öppnande\nOrdföranden öppnar mötet.\n"


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Outcome]]:
    """A corpus of bombs with an ordinary file among them, read in one run with shorter patience than usual."""
    corpus = tmp_path_factory.mktemp("bomber")
    for name, (make, _) in BOMBS.items():
        (corpus / name).write_bytes(make())
    (corpus / "m.txt").write_text(TEXT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isolation, "TIME_LIMIT", 10)
        yield {outcome.source: outcome for outcome in read_corpus(corpus)}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_as_it_should(outcomes: dict[str, Outcome], name: str) -> None:
    outcome = outcomes[name]
    ended = type(outcome.error).__name__ if isinstance(outcome, Failed) else ""
    assert ended in BOMBS[name][1]


def test_the_files_beside_the_bombs_are_read(outcomes: dict[str, Outcome]) -> None:
    assert isinstance(outcomes["m.txt"], Read)


def test_no_file_outside_comes_into_the_text(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["outside.html"]
    assert isinstance(outcome, Read)
    text = "".join(section.text for section in outcome.minutes[0].sections)
    assert "root:" not in text
    assert os.getcwd() not in text


def test_entities_do_not_grow(outcomes: dict[str, Outcome]) -> None:
    outcome = outcomes["entities.html"]
    assert isinstance(outcome, Read)
    assert sum(len(section.text) for section in outcome.minutes[0].sections) < 1000


def test_the_table_covers_what_reading_promises() -> None:
    assert {Path(name).suffix for name in BOMBS} == {".txt", ".md", ".html", ".docx", ".odt", ".rtf", ".pdf"}
