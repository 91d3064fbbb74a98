"""The Swedish analysis: tokenizer, lexicon, compounds and stems in one chain."""

from __future__ import annotations

from functools import cache, lru_cache
from mmap import mmap
from pathlib import Path
from typing import Final

from searchlib.analysis.coordination import Coordination
from searchlib.analysis.hunspell import COMMON
from searchlib.analysis.lexicon import Lexicon
from searchlib.analysis.morphology import Morphology
from searchlib.analysis.names import spelling_key
from searchlib.analysis.stemming import stemmer_fingerprint
from searchlib.analysis.stopwords import STOP_WORDS
from searchlib.analysis.tables import compound_tables, tables_fingerprint
from searchlib.analysis.term_numbers import term_numbers
from searchlib.analysis.terms import AnalyzedText, Analyzer, FormNumbers, NumberedReader, NumberedTerms, Token, Word
from searchlib.analysis.tokenizer import Tokenizer

# To be raised with every change of code that could alter a term; the word lists count by their content.
VERSION: Final = 2
# Forms on which the versions of Snowball's stemmer differ, and others with the commonest endings.
# fmt: off
_SAMPLES: Final = (
    "ansvarsområden", "arbetslöshet", "beslutande", "bildningen", "demokratiska", "ekonomiskt", "friheten",
    "föreningarnas", "förslagen", "ideellt", "idéburna", "jämställdhet", "kommunerna", "kvinnornas",
    "landstinget", "ledamöterna", "möjligheterna", "protokollet", "remissinstansernas", "samhällelig",
    "samverkan", "skolornas", "tjänsten", "utvecklingen", "verksamheter", "värmländska", "åtgärderna",
)
# fmt: on
_REMEMBERED: Final = 1 << 15


class SwedishAnalyzer:
    """Lemmas, compound parts and part stems, with a lexicon. Safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._morphology = Morphology(lexicon, compound_tables())
        self._tokenizer = Tokenizer(Coordination(self._morphology))
        self._word = lru_cache(_REMEMBERED)(self._morphology.word)

    @property
    def fingerprint(self) -> str:
        """Changes with this code's version, the word lists, the stemmer and the lexicon."""
        stems = stemmer_fingerprint(_SAMPLES)
        return f"sv-{VERSION}-{tables_fingerprint()}-{stems}-{self._lexicon.fingerprint}"

    def maps(self) -> list[mmap]:
        """The file of the lexicon, if it is mapped into memory."""
        return self._lexicon.maps()

    def tokens(self, text: str) -> list[Token]:
        """The tokens of a normalised text, ordered by position."""
        return self._tokenizer.tokens(text)

    def analyze(self, text: str) -> AnalyzedText:
        """The same tokens without offsets."""
        return self._tokenizer.analyze(text)

    def numbered(self, numbers: FormNumbers) -> NumberedReader:
        """The same with the numbers of forms."""
        return self._tokenizer.numbered(numbers)

    def word(self, form: str) -> Word:
        """The terms of one form."""
        return self._word(form)

    def term_numbers(self, parts: dict[str, int], stems: dict[str, int]) -> NumberedTerms:
        """The terms of forms as numbers."""
        return term_numbers(self._morphology, parts, stems)

    def is_stop_word(self, form: str) -> bool:
        """Whether an unquoted query of several words can do without this one."""
        return form in STOP_WORDS

    def is_word(self, form: str) -> bool:
        """Whether the dictionary has this very form."""
        return self._morphology.is_known(form)

    def compound_parts(self, form: str) -> tuple[str, ...]:
        """The largest parts of a compound: folkhälsoplan → folkhälsa, plan."""
        return self._morphology.compound_parts(form)

    def joined(self, left: str, right: str) -> tuple[str, ...]:
        """The forms that two words make when written as one, likeliest first."""
        return self._morphology.joined(left, right)

    def name_key(self, form: str) -> str | None:
        """The key under which spellings of one name meet; None for common words and compounds of them."""
        if len(form) < 3 or not form.isalpha() or self._morphology.properties(form) & COMMON:
            return None
        return None if self._morphology.joints(form) else spelling_key(form)


def swedish_analyzer(lexicon_path: Path | None = None) -> Analyzer:
    """An analyzer on a compiled lexicon.

    Without a path it is the same one for all of this process, and the lexicon comes from the user's cache folder;
    the first time it is compiled, which takes some seconds. Raises LexiconMissing, OSError, IndexDamaged.
    """
    return SwedishAnalyzer(Lexicon.open(lexicon_path)) if lexicon_path else _shared()


@cache
def _shared() -> Analyzer:
    # Imported here because no search needs what compiling needs.
    from searchlib.analysis.cached import open_lexicon

    return SwedishAnalyzer(open_lexicon())
