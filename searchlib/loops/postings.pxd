"""Posting lists as they lie in a mapped file, for other loops."""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

cdef enum:
    # Counts have a sum before every sixteenth of them: `searchlib.engines.whoosh.counts`.
    STEP_BITS = 4
    # Where so many times fewer meetings are wanted than a list holds, each is searched for.
    FEWER = 24

ctypedef fused Number:
    uint16_t
    uint32_t
    int64_t


cdef struct Narrow:
    # Numbers of one byte or of two (the other pointer is NULL), and apart the few that do not fit, by index.
    const uint8_t* bytes
    const uint16_t* words
    Py_ssize_t count
    const uint32_t* at
    const uint32_t* value
    Py_ssize_t large


cdef struct Arrays:
    # The arrays of a table. Meetings are in `low` or, four bytes each, in `whole`; the other is NULL.
    Py_ssize_t terms, entries, turns_each, block_bits
    const uint32_t* first
    const uint16_t* low
    const uint32_t* whole
    const uint32_t* turns
    Narrow weights, lemmas, row_counts, rows, place_counts, places
    const uint32_t* rows_before
    const uint32_t* places_before


cdef class Table:
    cdef tuple _kept
    cdef Arrays arrays
    cdef readonly bint has_lemmas, has_places

    cdef _read_docs(self, docs)
    cdef _read_places(self, dict levels)
    cdef _check(self)


cdef class PostingList:
    cdef readonly Table table
    cdef const Arrays* arrays
    cdef readonly Py_ssize_t number, base, start, stop

    cdef int64_t decode(self, int64_t* out) noexcept nogil
    cdef Py_ssize_t search(self, int64_t meeting) noexcept nogil


cdef Narrow narrow(tuple parts) except *
cdef int damaged() except -1
cdef int checked(int64_t highest, Py_ssize_t size) except -1


cdef inline Py_ssize_t lower_bound(
    const Number* numbers, Py_ssize_t low, Py_ssize_t high, int64_t wanted
) noexcept nogil:
    """The first index from `low` to `high` whose number (they rise) is not below a wanted one, or `high`."""
    cdef Py_ssize_t middle
    while low < high:
        middle = (low + high) >> 1
        if numbers[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


cdef inline int64_t number_at(const Narrow* numbers, Py_ssize_t index) noexcept nogil:
    """One of some narrow numbers; `index` is in range."""
    cdef int64_t found
    if numbers.bytes != NULL:
        found = numbers.bytes[index]
        return found if found != 0xFF else large_number_at(numbers, index, found)
    found = numbers.words[index]
    return found if found != 0xFFFF else large_number_at(numbers, index, found)


cdef inline int64_t large_number_at(const Narrow* numbers, Py_ssize_t index, int64_t otherwise) noexcept nogil:
    cdef Py_ssize_t at = lower_bound(numbers.at, 0, numbers.large, index)
    return numbers.value[at] if at < numbers.large and numbers.at[at] == index else otherwise


cdef inline int64_t sum_before(const uint32_t* before, const Narrow* counts, Py_ssize_t entry) noexcept nogil:
    """The sum of all counts before an entry (in range)."""
    cdef Py_ssize_t index = (entry >> STEP_BITS) << STEP_BITS
    cdef int64_t total = before[entry >> STEP_BITS]
    while index < entry:
        total += number_at(counts, index)
        index += 1
    return total
