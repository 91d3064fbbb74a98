"""The dictionary is read by its rules, compiled to the same bytes everywhere, and looked up without being read."""

from __future__ import annotations

from array import array
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from searchlib.analysis.conflation import lemmas, like_participle, odd_inflection, own_base, word_of_stump
from searchlib.analysis.hunspell import BASE, BEGIN, BOUND, COMMON, END, MIDDLE, read_dictionary
from searchlib.analysis.lexicon import Lexicon, lexicon_fingerprint
from searchlib.analysis.location import find_dictionary
from searchlib.analysis.packing import pack
from searchlib.analysis.terms import Analyzer
from searchlib.errors import IndexDamaged, LexiconMissing
from searchlib.loops import compiled

needs_loops = pytest.mark.skipif(compiled("lexicon") is None, reason="the loops are not compiled, or switched off")

FORM = st.text(min_size=1, max_size=12)
FINGERPRINT = "0123456789abcdef"
AFFIXES = """SET UTF-8
NEEDAFFIX ¤
FORBIDDENWORD %
COMPOUNDBEGIN X
COMPOUNDMIDDLE U
COMPOUNDEND Y
ONLYINCOMPOUND Z

SFX D Y 2
SFX D 0 en [^a]
SFX D 0 n a

SFX G Y 1
SFX G a or a

SFX v N 1
SFX v 0 s/WUXZ [^a]
"""
WORDS = "9\nnämnd/DYv\nskola/DGY\nKarlstad/D\nidrotts/X\nskol/X\nfulord/%\nstam/¤D\nkvinno/XZ\na-b/D\nTV-/D\n"


def packed(entries: dict[str, tuple[int, tuple[str, ...]]], fingerprint: str) -> bytes:
    """A lexicon of form → properties and lemmas."""
    properties = {form: has for form, (has, _) in entries.items()}
    return pack(properties, {form: own for form, (_, own) in entries.items()}, fingerprint)


entries = st.dictionaries(
    st.text(min_size=1, max_size=12), st.tuples(st.integers(0, 255), st.integers(0, 3)), min_size=1, max_size=30
)


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "xx.aff").write_text(AFFIXES, encoding="utf-8")
    (tmp_path / "xx.dic").write_text(WORDS, encoding="utf-8")
    return tmp_path / "xx.dic"


def test_a_dictionary_is_expanded_by_its_rules(pair: Path) -> None:
    assert {(form, base): properties for form, base, properties in read_dictionary(pair)} == {
        ("nämnd", "nämnd"): END | COMMON | BASE,
        ("nämnden", "nämnd"): END | COMMON,
        ("nämnds", "nämnd"): BEGIN | MIDDLE | BOUND | COMMON,
        ("skola", "skola"): END | COMMON | BASE,
        ("skolan", "skola"): END | COMMON,
        ("skolor", "skola"): END | COMMON,
        ("karlstad", "karlstad"): BASE,
        ("karlstaden", "karlstad"): 0,
        ("idrotts", "idrotts"): BEGIN | BOUND | COMMON,
        ("skol", "skol"): BEGIN | COMMON,
        ("stamen", "stam"): COMMON,
        ("kvinno", "kvinno"): BEGIN | BOUND | COMMON,
        ("tv", "tv"): BASE,
        ("tven", "tv"): 0,
    }


def test_another_dictionary_can_be_named(pair: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = lexicon_fingerprint()
    monkeypatch.setenv("SEARCHLIB_HUNSPELL", str(pair))
    assert find_dictionary() == pair
    assert lexicon_fingerprint() != before


def test_a_missing_dictionary_is_named_in_the_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEARCHLIB_HUNSPELL", str(tmp_path / "none.dic"))
    with pytest.raises(LexiconMissing) as caught:
        find_dictionary()
    assert caught.value.looked_in == (str(tmp_path / "none.dic"),)


@given(entries)
def test_what_was_packed_is_found(found: dict[str, tuple[int, int]]) -> None:
    forms = list(found)
    content = {
        form: (properties, tuple(dict.fromkeys(forms[i % len(forms)] for i in range(count + 1))))
        for form, (properties, count) in found.items()
    }
    lexicon = Lexicon(packed(content, FINGERPRINT))
    assert len(lexicon) == len(content)
    assert lexicon.fingerprint == FINGERPRINT
    for form, (properties, of_form) in content.items():
        assert (lexicon.properties(form), lexicon.lemmas(form)) == (properties, of_form)
    assert lexicon.lemmas("saknas helt") == ()
    assert lexicon.properties("saknas helt") == 0


def test_the_bytes_of_a_lexicon_are_always_the_same() -> None:
    data = packed({"möte": (BASE | BEGIN, ("möte",)), "mötet": (0, ("möte", "mötet"))}, FINGERPRINT)
    assert data == packed({"möte": (BASE | BEGIN, ("möte",)), "mötet": (0, ("möte", "mötet"))}, FINGERPRINT)
    assert Lexicon(data).beginnings() == {"möte": BEGIN}


@pytest.mark.parametrize("damage", [lambda data: data[:20], lambda data: data[:-1], lambda data: b"x" + data[1:]])
def test_a_damaged_lexicon_is_refused(damage: object) -> None:
    data = packed({"möte": (BASE, ("möte",))}, FINGERPRINT)
    with pytest.raises(IndexDamaged):
        Lexicon(damage(data))  # type: ignore[operator]


@pytest.mark.parametrize("content", [b"", b"svenska"])
def test_a_file_that_is_no_lexicon_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "lexicon.bin"
    path.write_bytes(content)
    with pytest.raises(IndexDamaged):
        Lexicon.open(path)


def test_an_opened_lexicon_lets_go_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.bin"
    path.write_bytes(packed({"möte": (BASE, ("möte",))}, FINGERPRINT))
    with Lexicon.open(path) as lexicon:
        assert lexicon.lemmas("möte") == ("möte",)
    path.unlink()
    with pytest.raises(ValueError, match="released"):
        lexicon.find("möte")


@pytest.mark.parametrize(
    ("form", "base", "common", "own"),
    [
        ("läraren", "lära", True, "lärare"),
        ("ekonomiska", "ekonom", True, "ekonomisk"),
        ("införandet", "införa", True, "införande"),
        ("karlstadsborna", "karlstad", False, "karlstadsbo"),
        ("nämnden", "nämnd", True, "nämnd"),
        ("skolor", "skola", True, "skola"),
    ],
)
def test_derived_words_are_words_of_their_own(form: str, base: str, common: bool, own: str) -> None:
    assert own_base(form, base, common=common) == own


@pytest.mark.parametrize(
    ("form", "base", "odd"),
    [
        ("kurs", "kur", True),
        ("plan", "plana", True),
        ("tanke", "tank", True),
        ("ta", "tum", True),
        ("boende", "bo", True),
        ("uppdrag", "uppdra", True),
        ("orden", "ord", False),
        ("ledamöter", "ledamot", False),
        ("skriven", "skriva", False),
    ],
)
def test_odd_inflections_are_known(form: str, base: str, odd: bool) -> None:
    assert odd_inflection(form, base) is odd


def test_a_noun_can_look_like_a_participle() -> None:
    assert like_participle("nämnd", "nämna")
    assert not like_participle("nämnd", "nämnda")


@pytest.mark.parametrize(
    ("form", "bases", "is_base", "expected"),
    [
        ("ord", ("ord",), True, ("ord",)),
        ("orden", ("orden", "ord"), True, ("orden", "ord")),
        ("ledamöterna", ("ledamöter",), False, ("ledamöter", "ledamot")),
        ("mötena", ("mötena",), False, ("möte",)),
        ("okänt", ("okänt",), False, ("okänt",)),
    ],
)
def test_all_lemmas_of_a_form_count(
    form: str, bases: tuple[str, ...], is_base: bool, expected: tuple[str, ...]
) -> None:
    second = {"orden": "ord", "mötena": "möte"}
    irregular = {"ledamöter": "ledamot"}
    assert lemmas(form, bases, is_base=is_base, second=second, irregular=irregular) == expected


@pytest.mark.parametrize(
    ("stump", "word"),
    [
        ("skol", "skola"),
        ("kvinno", "kvinna"),
        ("idrotts", "idrott"),
        ("gatu", "gata"),
        ("samhälls", "samhälle"),
        ("x", None),
    ],
)
def test_the_first_part_of_a_compound_leads_to_its_word(stump: str, word: str | None) -> None:
    nouns = {"skola", "kvinna", "idrott", "gata", "samhälle"}
    assert word_of_stump(stump, nouns.__contains__) == word


def test_searching_imports_no_lemmatizer(swedish: Analyzer) -> None:
    import subprocess
    import sys

    code = (
        "import sys\nfrom searchlib.analysis.chain import swedish_analyzer\n"
        "swedish_analyzer().word('överenskommelserna')\nsys.exit('simplemma' in sys.modules)"
    )
    assert swedish.word("möte").lemmas
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@needs_loops
@given(st.dictionaries(FORM, st.integers(0, 255), min_size=1, max_size=30), st.lists(FORM, max_size=10))
def test_the_loop_finds_what_the_lexicon_finds(found: dict[str, int], others: list[str]) -> None:
    forms = list(found)
    content = {form: (of, tuple(forms[: 1 + place % 3])) for place, (form, of) in enumerate(found.items())}
    quick, slow = Lexicon(packed(content, FINGERPRINT)), Lexicon(packed(content, FINGERPRINT))
    slow.lookup = None
    for form in ["", *forms, *others]:
        assert quick.properties(form) == slow.properties(form)
        assert quick.lemmas(form) == slow.lemmas(form)
        assert quick.lookup.find(form) == slow.find(form)


@needs_loops
@given(st.lists(st.integers(0, 2**32 - 1), min_size=4, max_size=4), st.text(max_size=5))
def test_the_loop_reads_nothing_outside_damaged_sections(numbers: list[int], form: str) -> None:
    section = memoryview(array("I", numbers))
    loop = compiled("lexicon")
    assert loop is not None
    lookup = loop.Lookup(section, section, section, section, memoryview(b"abc"), 31, 8)
    with suppress(IndexError, UnicodeDecodeError, UnicodeEncodeError):
        lookup.lemmas(form)
    lookup.close()
    with pytest.raises(ValueError, match="closed"):
        lookup.find("a")
