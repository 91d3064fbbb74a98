"""Whatever comes in: one clear Swedish sentence, the right exit status, the rest of the work done, no traceback."""

import os

import pytest

from searchlib import cli
from searchlib.errors import InvalidOption, QueryTooLarge, UnknownId
from searchlib.index import Index

GOOD = "Protokoll 2020-02-03\n\n§ 1 Budget\nBudgeten antas.\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "bra.txt").write_text(GOOD, "utf-8")
    return tmp_path


@pytest.fixture
def index(place):
    assert cli.run(["index"]) == 0
    with Index.open("index") as opened:
        yield opened


BAD_FILES = [
    ("tom.txt", b"", "tom"),
    ("blank.txt", b" \n\t\n", "tom"),
    ("binar.txt", bytes(range(256)) * 40, "textfil"),
    ("stor.txt", b"ord " * 1_300_000, "för stor"),
    ("stor.html", b"<p>ord</p>" * 520_000, "för stor"),
    ("bilder.zip", b"PK\x03\x04" + bytes(200), "läses inte"),
    ("brev.eml", b"From: a@b.se\nTo: c@d.se\nSubject: x\n\nHej", "läses inte"),
    ("avhuggen.pdf", b"%PDF-1.7\n1 0 obj\n<<", "avhuggen.pdf"),
]


@pytest.mark.parametrize(("name", "content", "said"), BAD_FILES, ids=[name for name, *_ in BAD_FILES])
def test_a_bad_file_costs_itself_only(place, capsys, name, content, said):
    (place / "corpus" / name).write_bytes(content)
    assert cli.run(["index"]) == 4
    heard = capsys.readouterr()
    assert name in heard.err
    assert said in heard.err
    assert "Traceback" not in heard.err
    assert cli.run(["search", "budget"]) == 0


def test_a_file_that_may_not_be_read_costs_itself_only(place, capsys):
    secret = place / "corpus" / "hemlig.txt"
    secret.write_text(GOOD, "utf-8")
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read everything")
    assert cli.run(["index"]) == 4
    assert "hemlig.txt" in capsys.readouterr().err


def test_two_files_with_the_same_content_are_one_document_with_two_sources(place):
    (place / "corpus" / "kopia.txt").write_text(GOOD, "utf-8")
    assert cli.run(["index"]) == 0
    with Index.open("index") as opened:
        hits = opened.search("budget").hits
        assert [hit.minutes.sources for hit in hits] == [("bra.txt", "kopia.txt")]


def test_a_missing_corpus_is_wrong_usage_and_makes_nothing(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.run(["index", "finns-inte"]) == 2
    assert "finns-inte" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_an_empty_corpus_leaves_the_index_as_it_was(place, capsys):
    assert cli.run(["index"]) == 0
    (place / "corpus" / "bra.txt").unlink()
    assert cli.run(["index"]) == 2
    assert "inga dokument" in capsys.readouterr().err
    assert cli.run(["search", "budget"]) == 0


@pytest.mark.parametrize("arguments", [["search", "x"], ["show", "x"], ["info"]])
def test_a_missing_index_has_status_3_and_a_remedy(tmp_path, monkeypatch, capsys, arguments):
    monkeypatch.chdir(tmp_path)
    assert cli.run(arguments) == 3
    assert "searchlib index" in capsys.readouterr().err


def test_an_index_of_another_format_version_asks_to_be_rebuilt(place, capsys, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr("searchlib.generations.manifest.FORMAT_VERSION", 0)
        older.setattr("searchlib.generations.drafts.FORMAT_VERSION", 0)
        assert cli.run(["index"]) == 0
    assert cli.run(["search", "budget"]) == 3
    assert "--full" in capsys.readouterr().err
    assert cli.run(["index"]) == 3
    assert cli.run(["index", "--full"]) == 0
    assert cli.run(["search", "budget"]) == 0


def test_an_index_without_its_files_is_called_damaged(place, capsys):
    assert cli.run(["index"]) == 0
    generation = next(path for path in (place / "index").iterdir() if path.name.startswith("g"))
    for path in generation.rglob("*"):
        if path.is_file() and "lock" not in path.name and path.name != "manifest.json":
            path.unlink()
            break
    assert cli.run(["search", "budget"]) == 3
    assert "skadat" in capsys.readouterr().err


def test_an_unknown_id_has_status_1(index, capsys):
    assert cli.run(["show", "finnsinte"]) == 1
    assert "finnsinte" in capsys.readouterr().err
    with pytest.raises(UnknownId):
        index.get("../../etc/passwd")


QUERIES = [
    "",
    "   ",
    "OCH",
    "OCH ELLER INTE",
    "(((((",
    "a)b(c",
    '"obalanserad',
    '""',
    "\x00budget\x00",
    "\ud800budget",
    "\u202ebudget\u202c",
    "-",
    "*",
    "*budget",
    "NÄRA/5",
    "år:",
    "år:9999..0001",
    "år:99999",
    "datum:2015-99-99",
    "rubrik:",
    "§",
    "🙂",
    "budget" * 40,
    "\ufeff",
    "a\nb\tc",
]


@pytest.mark.parametrize("query", QUERIES, ids=ascii)
def test_an_odd_query_gets_an_answer_and_an_explanation(index, query):
    results = index.search(query)
    assert results.explanation
    assert results.total.meetings in (0, 1)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("x" * 10_000_000, "characters"),
        ("a " * 140, "terms"),
        ("(" * 11 + "a" + ")" * 11, "levels of parentheses"),
        ("(" * 150 + "a", "levels of parentheses"),
    ],
    ids=["10 MB", "140 words", "11 parentheses", "150 parentheses"],
)
def test_a_query_past_its_limits_is_refused(index, query, what, capsys):
    with pytest.raises(QueryTooLarge) as refused:
        index.search(query)
    assert refused.value.what == what
    if len(query) < 1000:
        assert cli.run(["search", query]) == 2
        assert "Förkorta" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options",
    [
        {"sort": "slump"},
        {"match": "none"},
        {"limit": -1},
        {"limit": 1_000_000},
        {"limit": "tio"},
        {"offset": -1},
        {"years": "2015"},
        {"years": (2015,)},
        {"years": (2015.5, 2016)},
    ],
    ids=str,
)
def test_an_option_that_makes_no_sense_is_refused(index, options):
    with pytest.raises(InvalidOption):
        index.search("budget", **options)


def test_a_page_past_the_end_is_empty_and_keeps_its_totals(index):
    results = index.search("budget", offset=100_000)
    assert (len(results), results.total.meetings) == (0, 1)
