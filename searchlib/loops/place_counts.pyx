# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""How often terms stand in some meetings: the compiled twin of `searchlib.engines.whoosh.place_counts._counted`."""

from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from searchlib.errors import IndexDamaged
from searchlib.loops.postings cimport Narrow, narrow, number_at

ctypedef fused Stored:
    uint16_t
    uint32_t


cdef class PlaceCounter:
    """The arrays of a table of terms that say how often each stands where.

    `turns` tell where in a list each further block of 2**block_bits meetings begins; there are none for whole numbers.
    `rows_before` are the sums of all row counts before every 2**step_bits-th. Counts are narrow numbers: (narrow, at, value).
    """

    cdef const uint32_t[::1] first
    cdef const uint32_t[::1] turns
    cdef const uint32_t[::1] rows_first
    cdef const uint32_t[::1] rows_before
    cdef const uint32_t[::1] places_first
    cdef Narrow row_counts, place_counts
    cdef tuple _kept
    cdef Py_ssize_t terms
    cdef Py_ssize_t turns_each
    cdef int block_bits
    cdef int step_bits

    def __init__(
        self,
        const uint32_t[::1] first,
        const uint32_t[::1] turns,
        const uint32_t[::1] rows_first,
        const uint32_t[::1] rows_before,
        const uint32_t[::1] places_first,
        tuple row_counts not None,
        tuple place_counts not None,
        int block_bits,
        int step_bits,
    ):
        self.first, self.turns, self.rows_first, self.places_first = first, turns, rows_first, places_first
        self.rows_before = rows_before
        self.row_counts, self.place_counts = narrow(row_counts), narrow(place_counts)
        self._kept = row_counts, place_counts
        self.block_bits, self.step_bits = block_bits, step_bits
        self.terms = first.shape[0] - 1
        self.turns_each = turns.shape[0] // self.terms if self.terms > 0 else 0
        if rows_first.shape[0] <= self.terms or places_first.shape[0] <= self.terms:
            raise IndexDamaged("posting lists", "the table is not whole")

    def count(self, const int64_t[::1] numbers, const Stored[::1] docs, const uint8_t[::1] held, int64_t[::1] counts):
        """Write into `counts` how often each of some terms stands in the meetings that are held. Raises IndexDamaged."""
        cdef Py_ssize_t index
        cdef int64_t number
        cdef bint is_whole = True
        if counts.shape[0] != numbers.shape[0]:
            raise ValueError("a count for each number is needed")
        with nogil:
            for index in range(numbers.shape[0]):
                number = numbers[index]
                counts[index] = self._counted(number, docs, held) if 0 <= number < self.terms else -1
                if counts[index] < 0:
                    is_whole = False
                    break
        if not is_whole:
            raise IndexDamaged("posting lists", "a list lies outside of its table")

    cdef int64_t _counted(self, Py_ssize_t number, const Stored[::1] docs, const uint8_t[::1] held) noexcept nogil:
        """How often a term stands in the meetings that are held; -1 when its list is damaged."""
        cdef Py_ssize_t begin = self.first[number], end = self.first[number + 1]
        cdef int64_t kept
        if begin > end or end > docs.shape[0] or end > self.row_counts.count:
            return -1
        kept = self._walked(number, docs, held, False)
        if kept <= 0:
            return kept
        if kept == end - begin:
            return <int64_t> self.places_first[number + 1] - self.places_first[number]
        return self._walked(number, docs, held, True)

    cdef int64_t _walked(
        self, Py_ssize_t number, const Stored[::1] docs, const uint8_t[::1] held, bint places
    ) noexcept nogil:
        """In how many of the meetings that are held a term stands, or in how many places of them; -1 for damage."""
        cdef Py_ssize_t entry = self.first[number], end = self.first[number + 1], stop, meeting
        cdef int64_t found = 0, own = 1
        cdef Py_ssize_t block
        for block in range(self.turns_each + 1):
            stop = self.turns[number * self.turns_each + block] if block < self.turns_each else end
            if stop > end:
                return -1
            while entry < stop:
                meeting = docs[entry] + (block << self.block_bits)
                if meeting >= held.shape[0]:
                    return -1
                if held[meeting]:
                    if places:
                        own = self._places(number, entry)
                        if own < 0:
                            return -1
                    found += own
                entry += 1
        return found

    cdef int64_t _places(self, Py_ssize_t number, Py_ssize_t entry) noexcept nogil:
        """In how many places of a meeting the term stands; -1 for damage."""
        cdef Py_ssize_t step = entry >> self.step_bits, before = step << self.step_bits
        cdef int64_t row, end, places = 0
        if step >= self.rows_before.shape[0]:
            return -1
        row = self.rows_before[step]
        while before < entry:
            row += number_at(&self.row_counts, before)
            before += 1
        end = row + number_at(&self.row_counts, entry)
        if row < self.rows_first[number] or end > self.rows_first[number + 1] or end > self.place_counts.count:
            return -1
        while row < end:
            places += number_at(&self.place_counts, row)
            row += 1
        return places
