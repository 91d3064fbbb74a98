# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where several words stand in one sentence. A place is row times 2**32 plus position.

The twin is NumPy: `SentenceLeaf` in `searchlib.engines.whoosh.phrases`. An index file is data: a number in it that would
lead outside of an array raises IndexDamaged.
"""

from libc.stdint cimport int64_t, uint32_t

from searchlib.loops.places cimport Gathered, PlaceLists
from searchlib.loops.postings cimport Narrow, damaged, narrow, number_at
from searchlib.loops.prefetch cimport BRING

cdef int64_t ROW = <int64_t>1 << 32
cdef enum:
    # So many rows ahead their sentences are asked for, and where those are twice as many.
    AHEAD = 8


cdef class Sentences:
    """Where the sentences of a segment begin; `first` has for each row the index of its first one."""

    cdef tuple _kept
    cdef const uint32_t* first
    cdef Narrow starts
    cdef Py_ssize_t rows

    def __cinit__(self, const uint32_t[::1] first, tuple starts):
        self._kept = (first, *starts)
        self.first, self.rows = &first[0], first.shape[0] - 1
        self.starts = narrow(starts)

    cdef bint read(self, Py_ssize_t row, Py_ssize_t* begin, Py_ssize_t* end) noexcept nogil:
        """The first and last but one index of the sentences of a row; False when they lie outside of the file."""
        if not 0 <= row < self.rows or self.first[row] > self.first[row + 1] or self.first[row + 1] > self.starts.count:
            return False
        begin[0], end[0] = self.first[row], self.first[row + 1]
        return True

    cdef void bring_row(self, int64_t row) noexcept nogil:
        if 0 <= row < self.rows:
            BRING(&self.first[row])

    cdef void bring_starts(self, int64_t row) noexcept nogil:
        """Ask for the first sentences of a row, and for those in the middle, where looking for one begins."""
        cdef Py_ssize_t begin, end
        if not 0 <= row < self.rows:
            return
        begin, end = self.first[row], self.first[row + 1]
        if self.starts.words != NULL:
            BRING(self.starts.words + begin)
            BRING(self.starts.words + ((begin + end) >> 1))
        else:
            BRING(self.starts.bytes + begin)
            BRING(self.starts.bytes + ((begin + end) >> 1))


cdef class Slots(PlaceLists):
    """The places of some slots, and how far they have been read."""

    cdef int64_t common_row(self, int64_t row) noexcept nogil:
        """Go to the first row from `row` on in which all slots stand; -1 when there is none."""
        cdef Py_ssize_t slot = 0
        while slot < self.count:
            while self.at[slot] < self.ends[slot] and self.at[slot][0] < row * ROW:
                self.at[slot] += 1
            if self.at[slot] == self.ends[slot]:
                return -1
            if self.at[slot][0] >> 32 > row:
                row, slot = self.at[slot][0] >> 32, 0 if slot else 1
            else:
                slot += 1
        return row

    cdef common_rows(self):
        """All rows in which all slots stand."""
        cdef Gathered rows = Gathered()
        cdef int64_t row = 0
        with nogil:
            while self.count:
                row = self.common_row(row)
                if row < 0:
                    break
                rows.add(row)
                row += 1
        return rows.numbers()

    cdef int64_t furthest(self, int64_t begin, int64_t stop) noexcept nogil:
        """Go to each slot's next place from `begin` on: the furthest of them, or `stop` when one has none before."""
        cdef Py_ssize_t slot
        cdef int64_t furthest = begin
        for slot in range(self.count):
            while self.at[slot] < self.ends[slot] and self.at[slot][0] < begin:
                self.at[slot] += 1
            if self.at[slot] == self.ends[slot]:
                return stop
            furthest = max(furthest, self.at[slot][0])
        return min(furthest, stop)

    cdef void gather(self, int64_t stop, Gathered out) noexcept nogil:
        """Gather the next places of all slots before `stop`, rising and once each."""
        cdef Py_ssize_t slot
        cdef int64_t least
        while True:
            least = stop
            for slot in range(self.count):
                if self.at[slot] < self.ends[slot]:
                    least = min(least, self.at[slot][0])
            if least == stop:
                return
            out.add(least)
            for slot in range(self.count):
                if self.at[slot] < self.ends[slot] and self.at[slot][0] == least:
                    self.at[slot] += 1


cdef Py_ssize_t last_not_above(const Narrow* starts, Py_ssize_t low, Py_ssize_t high, int64_t position) noexcept nogil:
    """The last index between `low` and `high` where what starts is not above a position, or `low`."""
    cdef Py_ssize_t middle
    while high - low > 1:
        middle = (low + high) >> 1
        if number_at(starts, middle) <= position:
            low = middle
        else:
            high = middle
    return low


def in_sentences(list slots, list segments):
    """Where slots, each given by all of its places in some meetings (rising), stand together in one sentence.

    `segments` are pairs of the number of a segment's first row and its Sentences. Gives all such places (rising), and
    the place at which each of these sentences begins.
    """
    cdef Gathered places = Gathered(), begins = Gathered()
    # Found before any is looked through, so that it is known what to ask for ahead.
    cdef const int64_t[::1] rows = Slots(slots).common_rows()
    cdef Slots standing = Slots(slots)
    cdef Py_ssize_t index = 0
    cdef int64_t row_base
    cdef Sentences sentences
    for row_base, sentences in segments:
        index = _in_segment(standing, rows, index, row_base, sentences, places, begins)
    if index < rows.shape[0]:
        damaged()
    return places.numbers(), begins.numbers()


cdef Py_ssize_t _in_segment(
    Slots slots, const int64_t[::1] rows, Py_ssize_t index, int64_t row_base, Sentences sentences,
    Gathered places, Gathered begins,
) noexcept nogil:
    """Look through the rows from an index on as far as they are sound rows of a segment; gives the index after them."""
    cdef Py_ssize_t count = rows.shape[0]
    while index < count and 0 <= rows[index] - row_base < sentences.rows:
        if index + 2 * AHEAD < count:
            sentences.bring_row(rows[index + 2 * AHEAD] - row_base)
        if index + AHEAD < count:
            sentences.bring_starts(rows[index + AHEAD] - row_base)
        slots.common_row(rows[index])
        if not _in_row(slots, rows[index], row_base, sentences, places, begins):
            break
        index += 1
    return index


cdef bint _in_row(
    Slots slots, int64_t row, int64_t row_base, Sentences sentences, Gathered places, Gathered begins
) noexcept nogil:
    """Look through one row; False when its sentences lie outside of the file."""
    cdef Py_ssize_t at = 0, end = 0
    cdef int64_t base = row * ROW, row_end = base + ROW, furthest, begin, stop = base
    if not sentences.read(row - row_base, &at, &end):
        return False
    while at < end:
        # No sentence before the one with the furthest of the next places has all slots.
        furthest = slots.furthest(stop, row_end)
        if furthest == row_end:
            return True
        at = last_not_above(&sentences.starts, at, end, furthest - base)
        begin = base + number_at(&sentences.starts, at)
        stop = base + number_at(&sentences.starts, at + 1) if at + 1 < end else row_end
        if slots.furthest(begin, row_end) < stop:
            begins.add(begin)
            slots.gather(stop, places)
    return True
