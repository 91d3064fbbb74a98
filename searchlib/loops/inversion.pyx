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
cdef int LEMMA_BIT = 32
cdef uint64_t LEMMA = <uint64_t>1 << LEMMA_BIT


def inverted(
    const uint32_t[:, ::1] pieces,
    const uint32_t[::1] forms,
    const uint32_t[:, ::1] extras,
    const int32_t[::1] weights,
    const uint32_t[::1] first,
    const uint32_t[::1] terms,
    Py_ssize_t count,
    bint with_places,
):
    """The posting lists of `count` terms as (first, docs, weights, lemmas), and with places (row_counts, rows,
    place_counts, places, rows_first, first of places) after these. `terms` are twice the number of a term, plus one
    for a lemma. Raises IndexError.
    """
    _check(pieces, forms, extras, weights, first, terms, count)
    sizes = np.zeros(count + 1, dtype=np.int64)
    cdef int64_t[::1] cursor = sizes
    # Counted by form first, for there are ten words to a form.
    cdef uint32_t[::1] often = np.zeros(first.shape[0], dtype=np.uint32)
    with nogil:
        _count(forms, extras, often)
        _add_up(often, first, terms, cursor[1:])
    begins = np.cumsum(sizes)
    cursor = begins.copy()
    cdef uint64_t[::1] entries = np.empty(int(begins[count]), dtype=np.uint64)
    with nogil:
        _put_all(pieces, forms, extras, first, terms, cursor, entries)
    return _lists(pieces, weights, begins, entries, with_places)


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


cdef void _count(const uint32_t[::1] forms, const uint32_t[:, ::1] extras, uint32_t[::1] often) noexcept nogil:
    """How often each form stands there."""
    cdef Py_ssize_t at
    for at in range(forms.shape[0]):
        often[forms[at]] += 1
    for at in range(extras.shape[0]):
        often[extras[at, 0]] += 1


cdef void _add_up(
    const uint32_t[::1] often, const uint32_t[::1] first, const uint32_t[::1] terms, int64_t[::1] sizes
) noexcept nogil:
    """How many words every term has."""
    cdef Py_ssize_t form
    cdef uint32_t at
    for form in range(first.shape[0] - 1):
        if often[form]:
            for at in range(first[form], first[form + 1]):
                sizes[terms[at] >> 1] += often[form]


cdef void _put_all(
    const uint32_t[:, ::1] pieces,
    const uint32_t[::1] forms,
    const uint32_t[:, ::1] extras,
    const uint32_t[::1] first,
    const uint32_t[::1] terms,
    int64_t[::1] cursor,
    uint64_t[::1] entries,
) noexcept nogil:
    """Put each word where the cursor of each of its terms stands."""
    cdef Py_ssize_t piece, token = 0, extra = 0, nth
    cdef uint64_t word
    for piece in range(pieces.shape[0]):
        word = (<uint64_t>piece << PIECE_SHIFT) + pieces[piece, OFFSET]
        for nth in range(pieces[piece, COUNT]):
            _put(forms[token], word, first, terms, cursor, entries)
            while extra < extras.shape[0] and extras[extra, 1] == token:
                _put(extras[extra, 0], word, first, terms, cursor, entries)
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
) noexcept nogil:
    cdef uint32_t at, term
    for at in range(first[form], first[form + 1]):
        term = terms[at]
        entries[cursor[term >> 1]] = word | (<uint64_t>(term & 1) << LEMMA_BIT)
        cursor[term >> 1] += 1


cdef _lists(
    const uint32_t[:, ::1] pieces,
    const int32_t[::1] weights,
    const int64_t[::1] begins,
    const uint64_t[::1] entries,
    bint with_places,
):
    """The lists of all terms, whose entries lie end to end."""
    cdef Py_ssize_t count = begins.shape[0] - 1, most = entries.shape[0]
    cdef Py_ssize_t most_places = most if with_places else 0
    # Memory that is not written to costs nothing, so there is room for the worst.
    firsts = [np.empty(count + 1, dtype=np.int64) for _ in range(3)]
    columns = [np.empty(most, dtype=np.uint32) for _ in range(3)]
    placed = [np.empty(most_places, dtype=np.uint32) for _ in range(4)]
    cdef int64_t[::1] docs_first = firsts[0], rows_first = firsts[1], places_first = firsts[2]
    cdef uint32_t[::1] docs = columns[0], sums = columns[1], lemmas = columns[2]
    cdef uint32_t[::1] row_counts = placed[0], rows = placed[1], place_counts = placed[2], places = placed[3]
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
                    docs[doc], sums[doc], lemmas[doc] = pieces[piece, MEETING], 0, 0
                    if with_places:
                        row_counts[doc] = 0
                if with_places:
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
    lists = firsts[0], *(column[: doc + 1] for column in columns)
    if not with_places:
        return lists
    sizes = doc + 1, row + 1, row + 1, place + 1
    return (*lists, *(column[:size] for column, size in zip(placed, sizes)), firsts[1], firsts[2])
