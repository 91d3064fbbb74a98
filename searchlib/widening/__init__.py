"""From what was asked to what is looked for: every word with its inflections, compounds, synonyms and spellings.

widened = widen(parse_query("folkhälsoplan"), analyzer=analyzer, vocabulary=engine.vocabulary)
engine.search(Request(widened.clause))
"""

from searchlib.widening.counted import CountedForm
from searchlib.widening.forms import FormMarks
from searchlib.widening.spelling import has_accented
from searchlib.widening.widened import Relaxed, Widened, relaxed, widen
from searchlib.widening.words import Synonyms

__all__ = ["CountedForm", "FormMarks", "Relaxed", "Synonyms", "Widened", "has_accented", "relaxed", "widen"]
