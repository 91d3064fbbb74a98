# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""From words in reading order to posting lists: a counting sort by term, then one pass over every list.

The definition is `engines.whoosh.slow_inversion`.
"""

from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t

import numpy as np

# The columns of pieces.
cdef enum:
    MEETING, ROW, ZONE, OFFSET, COUNT, COLUMNS

# A word under its term is one number: its piece, whether the term is a lemma of it, its position in the row.
cdef int PIECE_SHIFT = 33
cdef uint64_t LEMMA = <uint64_t>1 << 32


def inverted(
    const uint32_t[:, ::1] pieces,
    const uint32_t[::1] forms,
    const uint32_t[:, ::1] extras,
    const int32_t[::1] weights,
    const uint32_t[::1] first,
    const uint32_t[::1] terms,
    Py_ssize_t count,
):
    """The posting lists of `count` terms as (first, docs, weights, lemmas, row_counts, rows, place_counts, places,
    rows_first, first of places). `terms` are twice the number of a term, plus one for a lemma. Raises IndexError.
    """
    _check(pieces, forms, extras, weights, first, terms, count)
    begins = np.zeros(count + 1, dtype=np.int64)
    cdef int64_t[::1] cursor = begins
    cdef uint64_t[::1] entries = np.empty(0, dtype=np.uint64)
    with nogil:
        _walk(pieces, forms, extras, weights, first, terms, cursor[1:], entries, True)
    begins = np.cumsum(begins)
    cursor = begins.copy()
    entries = np.empty(int(begins[count]), dtype=np.uint64)
    with nogil:
        _walk(pieces, forms, extras, weights, first, terms, cursor, entries, False)
    return _lists(pieces, weights, begins, entries)


def _check(
    const uint32_t[:, ::1] pieces,
    const uint32_t[::1] forms,
    const uint32_t[:, ::1] extras,
    const int32_t[::1] weights,
    const uint32_t[::1] first,
    const uint32_t[::1] terms,
    Py_ssize_t count,
):
    """Raise IndexError for whatever would lead outside of an array."""
    if pieces.shape[1] != COLUMNS or extras.shape[1] != 2 or first.shape[0] < 1 or pieces.shape[0] >> 31:
        raise IndexError("the arrays of a batch have another shape")
    cdef Py_ssize_t known = first.shape[0] - 1, at
    cdef uint64_t tokens = 0, last = 0
    cdef bint right = first[known] <= <uint64_t>terms.shape[0]
    with nogil:
        for at in range(known):
            right &= first[at] <= first[at + 1]
        for at in range(terms.shape[0]):
            right &= (terms[at] >> 1) < <uint64_t>count
        for at in range(forms.shape[0]):
            right &= forms[at] < <uint64_t>known
        for at in range(extras.shape[0]):
            right &= extras[at, 0] < <uint64_t>known and extras[at, 1] >= last
            last = extras[at, 1]
        for at in range(pieces.shape[0]):
            right &= pieces[at, ZONE] < <uint64_t>weights.shape[0]
            right &= <uint64_t>pieces[at, OFFSET] + pieces[at, COUNT] <= LEMMA
            tokens += pieces[at, COUNT]
    if not right or tokens != <uint64_t>forms.shape[0] or (extras.shape[0] and last >= tokens):
        raise IndexError("a number of a batch lies outside of its arrays")


cdef void _walk(
    const uint32_t[:, ::1] pieces,
    const uint32_t[::1] forms,
    const uint32_t[:, ::1] extras,
    const int32_t[::1] weights,
    const uint32_t[::1] first,
    const uint32_t[::1] terms,
    int64_t[::1] cursor,
    uint64_t[::1] entries,
    bint counting,
) noexcept nogil:
    """Count the words of every term, or put each where the cursor of its term stands."""
    cdef Py_ssize_t piece, extra = 0
    cdef uint64_t token = 0, end, word
    for piece in range(pieces.shape[0]):
        end = token + pieces[piece, COUNT]
        if weights[pieces[piece, ZONE]] < 0:
            token = end
            continue
        # The extras of pieces that were passed over.
        while extra < extras.shape[0] and extras[extra, 1] < token:
            extra += 1
        word = (<uint64_t>piece << PIECE_SHIFT) + pieces[piece, OFFSET]
        while token < end:
            _put(forms[token], word, first, terms, cursor, entries, counting)
            while extra < extras.shape[0] and extras[extra, 1] == token:
                _put(extras[extra, 0], word, first, terms, cursor, entries, counting)
                extra += 1
            token += 1
            word += 1


cdef inline void _put(
    uint32_t form,
    uint64_t word,
    const uint32_t[::1] first,
    const uint32_t[::1] terms,
    int64_t[::1] cursor,
    uint64_t[::1] entries,
    bint counting,
) noexcept nogil:
    cdef uint32_t at, term
    for at in range(first[form], first[form + 1]):
        term = terms[at]
        if not counting:
            entries[cursor[term >> 1]] = word | (LEMMA if term & 1 else 0)
        cursor[term >> 1] += 1


cdef _lists(
    const uint32_t[:, ::1] pieces, const int32_t[::1] weights, const int64_t[::1] begins, const uint64_t[::1] entries
):
    """The lists of all terms, whose entries lie end to end."""
    cdef Py_ssize_t count = begins.shape[0] - 1, most = entries.shape[0]
    # Memory that is not written to costs nothing, so there is room for the worst.
    firsts = [np.empty(count + 1, dtype=np.int64) for _ in range(3)]
    columns = [np.empty(most, dtype=np.uint32) for _ in range(7)]
    cdef int64_t[::1] docs_first = firsts[0], rows_first = firsts[1], places_first = firsts[2]
    cdef uint32_t[::1] docs = columns[0], sums = columns[1], lemmas = columns[2], row_counts = columns[3]
    cdef uint32_t[::1] rows = columns[4], place_counts = columns[5], places = columns[6]
    cdef Py_ssize_t term, at, doc = -1, row = -1, place = -1
    cdef uint64_t entry, last
    cdef uint32_t piece, weight = 0
    cdef bint lemma
    with nogil:
        for term in range(count):
            docs_first[term], rows_first[term], places_first[term] = doc + 1, row + 1, place + 1
            lemma = False
            for at in range(begins[term], begins[term + 1]):
                entry = entries[at]
                last = entries[at - 1] if at > begins[term] else 0
                if at > begins[term] and entry | LEMMA == last | LEMMA:
                    # The same word again: it counts once, and as a lemma when it is one either time.
                    if entry & LEMMA and not lemma:
                        lemma = True
                        lemmas[doc] += weight
                    continue
                piece = entry >> PIECE_SHIFT
                if at == begins[term] or pieces[piece, MEETING] != docs[doc]:
                    doc += 1
                    docs[doc], sums[doc], lemmas[doc], row_counts[doc] = pieces[piece, MEETING], 0, 0, 0
                if row_counts[doc] == 0 or pieces[piece, ROW] != rows[row]:
                    row += 1
                    row_counts[doc] += 1
                    rows[row], place_counts[row] = pieces[piece, ROW], 0
                place += 1
                place_counts[row] += 1
                places[place] = <uint32_t>entry
                lemma = entry & LEMMA != 0
                weight = weights[pieces[piece, ZONE]]
                sums[doc] += weight
                if lemma:
                    lemmas[doc] += weight
        docs_first[count], rows_first[count], places_first[count] = doc + 1, row + 1, place + 1
    docs_part, rows_part, places_part = (np.s_[:size + 1] for size in (doc, row, place))
    return (
        firsts[0], *(column[docs_part] for column in columns[:4]), *(column[rows_part] for column in columns[4:6]),
        columns[6][places_part], firsts[1], firsts[2],
    )
