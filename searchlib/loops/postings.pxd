"""Posting lists as they lie in a mapped file, for other loops."""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t


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


cdef int64_t number_at(const Narrow* numbers, Py_ssize_t index) noexcept nogil
cdef int64_t sum_before(const uint32_t* before, const Narrow* counts, Py_ssize_t entry) noexcept nogil
cdef Narrow narrow(tuple parts) except *
cdef int checked(int64_t highest, Py_ssize_t size) except -1
