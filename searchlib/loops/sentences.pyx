# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Where sentences end: the compiled twin of the loop in `searchlib.sentences.split_sentences`."""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_KIND,
    PyUnicode_READ,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from searchlib.loops.stored_signs cimport Sign

cdef enum:
    LINE_FEED = 10
    # The last piece of an abbreviation (`fr.o.m.`, `resp.`) has at most so many letters.
    LONGEST_PIECE = 4


cdef struct Letters:
    int kind
    void *data
    Py_ssize_t count


cdef inline Py_UCS4 sign(Letters text, Py_ssize_t at) noexcept:
    return PyUnicode_READ(text.kind, text.data, at)


cdef inline bint is_space(Letters text, Py_ssize_t at) noexcept:
    return at < text.count and Py_UNICODE_ISSPACE(sign(text, at))


cdef inline bint is_stop(Py_UCS4 found) noexcept:
    return found == u"." or found == u"!" or found == u"?" or found == u"…"


cdef inline bint is_closing(Py_UCS4 found) noexcept:
    return found == u"”" or found == u'"' or found == u")"


cpdef list split(str text, Py_ssize_t start, Py_ssize_t stop, frozenset abbreviated, is_abbreviated):
    """The spans of the sentences of text[start:stop]; `is_abbreviated(text, stop)` says whose full stop that is.

    It is asked about single letters and about words in `abbreviated` only. Raises ValueError for no part of the text.
    """
    if not 0 <= start <= stop <= len(text):
        raise ValueError("no such part of the text")
    cdef Letters letters = Letters(PyUnicode_KIND(text), PyUnicode_DATA(text), stop)
    cdef list spans = []
    cdef Py_ssize_t at = start, end, following
    while True:
        at = next_stop(letters, at)
        if at == letters.count:
            break
        end = at
        if sign(letters, at) != LINE_FEED:
            end += 1
            if end < letters.count and is_closing(sign(letters, end)) and is_space(letters, end + 1):
                end += 1
            elif not is_space(letters, end):
                at += 1
                continue
        following = end
        while is_space(letters, following):
            following += 1
        if has_line_feed(letters, end, following) or ends_sentence(
            text, letters, at, following, abbreviated, is_abbreviated
        ):
            add(spans, letters, start, end)
            start = following
        at = following
    add(spans, letters, start, letters.count)
    return spans


cdef Py_ssize_t next_stop(Letters text, Py_ssize_t at) noexcept:
    """Where a sentence or a line may end next; the end of the text where none does."""
    if text.kind == 1:
        return next_stop_in(<const uint8_t *> text.data, at, text.count)
    if text.kind == 2:
        return next_stop_in(<const uint16_t *> text.data, at, text.count)
    return next_stop_in(<const uint32_t *> text.data, at, text.count)


cdef Py_ssize_t next_stop_in(const Sign *text, Py_ssize_t at, Py_ssize_t end) noexcept:
    while at < end and text[at] != LINE_FEED and not is_stop(text[at]):
        at += 1
    return at


cdef bint has_line_feed(Letters text, Py_ssize_t at, Py_ssize_t end) noexcept:
    while at < end:
        if sign(text, at) == LINE_FEED:
            return True
        at += 1
    return False


cdef bint ends_sentence(
    str text, Letters letters, Py_ssize_t stop, Py_ssize_t following, frozenset abbreviated, is_abbreviated
) except -1:
    if following < letters.count and Py_UNICODE_ISLOWER(sign(letters, following)):
        return False
    if sign(letters, stop) != u".":
        return True
    cdef Py_ssize_t begin = stop
    while begin > 0 and stop - begin <= LONGEST_PIECE and Py_UNICODE_ISALNUM(sign(letters, begin - 1)):
        begin -= 1
    if begin == stop or stop - begin > LONGEST_PIECE:
        return True
    if stop - begin > 1 and text[begin:stop].casefold() not in abbreviated:
        return True
    return not is_abbreviated(text, stop)


cdef add(list spans, Letters text, Py_ssize_t start, Py_ssize_t end):
    """Add a span unless it holds nothing but white space."""
    cdef Py_ssize_t at
    for at in range(start, end):
        if not Py_UNICODE_ISSPACE(sign(text, at)):
            spans.append((start, end))
            return
