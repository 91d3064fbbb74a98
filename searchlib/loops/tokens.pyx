# cython: language_level=3, cdivision=True
"""The tokens of a text with their offsets, chunk by chunk: what `Tokenizer.read_tokens` of the analysis says.

A chunk that is a word, as nearly all are, is its own form. Of others, and of several that belong together, Python is
asked, which remembers what it said.
"""

from cpython.unicode cimport (
    PyUnicode_FromKindAndData,
    PyUnicode_Substring,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_TOLOWER,
)

from searchlib.loops.chunk_table cimport LONGEST
from searchlib.loops.gaps cimport Gaps

cdef extern from "Python.h":
    int PyUnicode_4BYTE_KIND

cdef enum:
    # Letters below are looked up in a table; words with others are Python's.
    TABLED = 0x100
    # `parse.LONGEST_FORM` of the analysis.
    LONGEST_FORM = 100
    # The list of abbreviations says so; after longer words a full stop is one.
    LONGEST_ABBREVIATION = 5

# The small letter of each letter; 0 for any other sign.
cdef Py_UCS4[TABLED] small_letters


cdef void fill_table() noexcept:
    cdef Py_UCS4 sign
    for sign in range(TABLED):
        small_letters[sign] = Py_UNICODE_TOLOWER(sign) if Py_UNICODE_ISALPHA(sign) else 0


fill_table()


def tokens(str text not None, type Token not None, known, read):
    """The tokens of a text; `known` and `read` give those of a stretch of it, and `known` remembers them."""
    cdef Gaps gaps = Gaps(text)
    cdef list found = []
    cdef Py_ssize_t position = 0, chunk = 0, after, begin, end, letters
    cdef bint doubtful
    make = tuple.__new__
    while chunk < gaps.count:
        after = min(gaps.sure_after(chunk, &doubtful), gaps.count)
        begin, end = gaps.edges[2 * chunk], gaps.edges[2 * after - 1]
        letters = word_length(gaps.signs + begin, end - begin) if after == chunk + 1 else 0
        chunk = after
        if letters:
            found.append(make(Token, (form_of(gaps.signs + begin, letters), position, begin, begin + letters, False)))
            position += 1
            continue
        stretch = PyUnicode_Substring(text, begin, end)
        for form, place, start, stop, extra in (known if end - begin <= LONGEST else read)(stretch):
            found.append(make(Token, (form, position + place, begin + start, begin + stop, extra)))
        if found:
            position = found[len(found) - 1][1] + 1
    return found


cdef Py_ssize_t word_length(const Py_UCS4* signs, Py_ssize_t length) noexcept:
    """How many letters a chunk has that is a word, perhaps with a comma or full stop after it; 0 for any other."""
    cdef Py_ssize_t letters = 0
    while letters < length and signs[letters] < TABLED and small_letters[signs[letters]]:
        letters += 1
    if letters > LONGEST_FORM:
        return 0
    if letters == length:
        return letters
    if letters + 1 < length:
        return 0
    if signs[letters] == u"." and letters <= LONGEST_ABBREVIATION:
        return 0
    return letters if signs[letters] in u",;." else 0


cdef str form_of(const Py_UCS4* letters, Py_ssize_t length):
    """Letters made small."""
    cdef Py_UCS4[LONGEST_FORM] form
    cdef Py_ssize_t at
    for at in range(length):
        form[at] = small_letters[letters[at]]
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, form, length)
