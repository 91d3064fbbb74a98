"""The words that an unquoted query of several words can do without."""

from __future__ import annotations

from typing import Final

from searchlib.analysis.wordlists import read_words

STOP_WORDS: Final = read_words("stopwords.txt")
