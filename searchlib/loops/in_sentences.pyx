# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where several words stand in one sentence.

The twin is NumPy: `SentenceLeaf` in `searchlib.engines.whoosh.phrases`. An index file is data: a number in it that would
lead outside of an array raises IndexDamaged.
"""

import numpy as np

from libc.stdint cimport int64_t, uint32_t
from libc.stdlib cimport calloc, free

from searchlib.loops.places cimport Gathered
from searchlib.loops.postings cimport (
    FEWER,
    Arrays,
    Narrow,
    PostingList,
    checked,
    damaged,
    lower_bound,
    narrow,
    number_at,
    sum_before,
)

cdef enum:
    # No row has as many positions.
    NO_POSITION = 0x7FFFFFFF


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


cdef struct Cursor:
    # A posting list of a slot: for each wanted meeting its entry or -1, and what is left of a meeting and of a row.
    const Arrays* arrays
    const int64_t* entries
    Py_ssize_t row, rows_end, place, places_end


cdef class Slots:
    """Slots, each met by any of some posting lists of one segment, and how far they have been read."""

    cdef list _kept
    cdef Cursor* cursors
    cdef Py_ssize_t* first
    cdef Py_ssize_t count

    def __cinit__(self, list slots, const int64_t[::1] meetings, Py_ssize_t size):
        cdef Py_ssize_t slot, at = 0, lists = sum([len(one) for one in slots])
        cdef const int64_t[::1] entries
        self._kept, self.count = [], len(slots)
        self.cursors = <Cursor*> calloc(lists + 1, sizeof(Cursor))
        self.first = <Py_ssize_t*> calloc(self.count + 1, sizeof(Py_ssize_t))
        if self.cursors == NULL or self.first == NULL:
            raise MemoryError
        for slot in range(self.count):
            for one in slots[slot]:
                entries = entries_of(one, meetings, size)
                self._kept.append((one, entries))
                self.cursors[at].arrays = (<PostingList>one).arrays
                self.cursors[at].entries = &entries[0]
                at += 1
            self.first[slot + 1] = at

    def __dealloc__(self):
        free(self.cursors)
        free(self.first)

    cdef bint enter_meeting(self, Py_ssize_t meeting) noexcept nogil:
        """Begin with the rows of a wanted meeting; False when they lie outside of the file."""
        cdef Py_ssize_t at
        cdef int64_t entry
        cdef Cursor* one
        for at in range(self.first[self.count]):
            one = &self.cursors[at]
            entry = one.entries[meeting]
            one.row = one.rows_end = 0
            if entry >= 0:
                one.row = sum_before(one.arrays.rows_before, &one.arrays.row_counts, entry)
                one.rows_end = one.row + number_at(&one.arrays.row_counts, entry)
                if one.rows_end > one.arrays.rows.count:
                    return False
        return True

    cdef int64_t seek_row(self, Py_ssize_t slot, int64_t wanted) noexcept nogil:
        """The first row of a slot from a wanted one on, or -1."""
        cdef Py_ssize_t at
        cdef int64_t row, found = -1
        cdef Cursor* one
        for at in range(self.first[slot], self.first[slot + 1]):
            one = &self.cursors[at]
            while one.row < one.rows_end:
                row = number_at(&one.arrays.rows, one.row)
                if row >= wanted:
                    if found < 0 or row < found:
                        found = row
                    break
                one.row += 1
        return found

    cdef int64_t common_row(self, int64_t wanted) noexcept nogil:
        """The first row of all slots from a wanted one on, or -1."""
        cdef Py_ssize_t slot = 0
        cdef int64_t row
        while slot < self.count:
            row = self.seek_row(slot, wanted)
            if row < 0:
                return -1
            if row > wanted and slot > 0:
                wanted, slot = row, 0
            else:
                wanted = row
                slot += 1
        return wanted

    cdef bint enter_row(self, int64_t row) noexcept nogil:
        """Begin with the places of a row; False when they lie outside of the file."""
        cdef Py_ssize_t at
        cdef Cursor* one
        for at in range(self.first[self.count]):
            one = &self.cursors[at]
            one.place = one.places_end = 0
            if one.row < one.rows_end and number_at(&one.arrays.rows, one.row) == row:
                one.place = sum_before(one.arrays.places_before, &one.arrays.place_counts, one.row)
                one.places_end = one.place + number_at(&one.arrays.place_counts, one.row)
                if one.places_end > one.arrays.places.count:
                    return False
        return True

    cdef int64_t seek_position(self, Py_ssize_t slot, int64_t wanted) noexcept nogil:
        """The first position of a slot from a wanted one on, or NO_POSITION."""
        cdef Py_ssize_t at
        cdef int64_t position, found = NO_POSITION
        cdef Cursor* one
        for at in range(self.first[slot], self.first[slot + 1]):
            one = &self.cursors[at]
            while one.place < one.places_end:
                position = number_at(&one.arrays.places, one.place)
                if position >= wanted:
                    found = min(found, position)
                    break
                one.place += 1
        return found

    cdef void gather(self, int64_t begin, int64_t stop, int64_t row, Gathered out) noexcept nogil:
        """Gather the positions of all slots from `begin` on and before `stop`, rising and once each."""
        cdef Py_ssize_t slot
        cdef int64_t least
        while True:
            least = stop
            for slot in range(self.count):
                least = min(least, self.seek_position(slot, begin))
            if least == stop:
                return
            out.add((row << 32) + least)
            begin = least + 1


cdef entries_of(PostingList one, const int64_t[::1] meetings, Py_ssize_t size):
    """The entry of each wanted meeting (of `size` in all) in a posting list, or -1."""
    if not one.table.has_places:
        raise ValueError("the table holds no places")
    cdef int64_t[::1] entries = np.empty(max(1, meetings.shape[0]), np.int64)
    cdef int64_t[::1] read
    cdef Py_ssize_t index, at = 0, length = one.stop - one.start
    if meetings.shape[0] * FEWER < length:
        for index in range(meetings.shape[0]):
            entries[index] = one.search(meetings[index])
        return entries
    read = np.empty(max(1, length), np.int64)
    checked(one.decode(&read[0]), size)
    with nogil:
        for index in range(meetings.shape[0]):
            while at < length and read[at] < meetings[index]:
                at += 1
            entries[index] = one.start + at if at < length and read[at] == meetings[index] else -1
    return entries


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


def in_sentences(list slots, const int64_t[::1] meetings, const int64_t[::1] first_rows, list segments):
    """Where slots, each met by any of some posting lists, stand together in one sentence of some meetings (rising).

    `segments` are tuples of the number of a segment's first row, its first meeting, the first one after it, and its
    Sentences. Gives all such places (rising), and the place at which each of these sentences begins.
    """
    cdef Gathered places = Gathered(), begins = Gathered()
    cdef Py_ssize_t low, high
    cdef int64_t first, last
    for row_base, first, last, sentences in segments:
        low = lower_bound(&meetings[0], 0, meetings.shape[0], first)
        high = lower_bound(&meetings[0], low, meetings.shape[0], last)
        own = [[one for one in slot if one.base == first] for slot in slots]
        if low < high and all(own):
            wanted = meetings[low:high]
            if not 0 <= meetings[low] <= meetings[high - 1] < first_rows.shape[0] - 1:
                raise ValueError("no such meeting")
            _in_segment(Slots(own, wanted, first_rows.shape[0] - 1), wanted, first_rows, row_base, sentences, places, begins)
    return places.numbers(), begins.numbers()


cdef _in_segment(
    Slots slots, const int64_t[::1] meetings, const int64_t[::1] first_rows, int64_t row_base, Sentences sentences,
    Gathered places, Gathered begins,
):
    cdef Py_ssize_t index
    cdef int64_t row, rows
    cdef bint sound = True
    with nogil:
        for index in range(meetings.shape[0]):
            rows = first_rows[meetings[index] + 1] - first_rows[meetings[index]]
            sound = slots.enter_meeting(index)
            row = slots.common_row(0)
            while sound and row >= 0:
                sound = row < rows and slots.enter_row(row) and _in_row(
                    slots, first_rows[meetings[index]] + row, row_base, sentences, places, begins
                )
                row = slots.common_row(row + 1)
            if not sound:
                break
    if not sound:
        damaged()


cdef bint _in_row(
    Slots slots, int64_t row, int64_t row_base, Sentences sentences, Gathered places, Gathered begins
) noexcept nogil:
    cdef Py_ssize_t at = 0, end = 0, slot
    cdef int64_t furthest = 0, begin, stop
    if not sentences.read(row - row_base, &at, &end):
        return False
    while at < end:
        for slot in range(slots.count):
            furthest = max(furthest, slots.seek_position(slot, 0))
        if furthest == NO_POSITION:
            return True
        at = last_not_above(&sentences.starts, at, end, furthest)
        begin, stop = number_at(&sentences.starts, at), NO_POSITION
        if at + 1 < end:
            stop = number_at(&sentences.starts, at + 1)
        for slot in range(slots.count):
            furthest = max(furthest, slots.seek_position(slot, begin))
        if furthest < stop:
            begins.add((row << 32) + begin)
            slots.gather(begin, stop, row, places)
    return True
