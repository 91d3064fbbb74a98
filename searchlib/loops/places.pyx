# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Where terms stand, row by row. A place is row times 2**32 plus position.

The twin of every function here is NumPy: `occurrences.py` and `phrases.py` in `searchlib.engines.whoosh`.
An index file is data: a number in it that would lead outside of an array raises IndexDamaged.
"""

import numpy as np

from libc.stdint cimport int64_t, uint8_t
from libc.stdlib cimport calloc, free, realloc
from libc.string cimport memcpy

from searchlib.loops.postings cimport (
    FEWER,
    Arrays,
    Narrow,
    PostingList,
    checked,
    damaged,
    number_at,
    sum_before,
)
from searchlib.loops.sortedsets cimport leap, merged


cdef class Gathered:
    """Numbers that are gathered one by one; `failed` once there was no memory for more."""

    def __cinit__(self):
        self.data, self.count, self.room, self.failed = NULL, 0, 0, False

    def __dealloc__(self):
        free(self.data)

    cdef void add(self, int64_t number) noexcept nogil:
        if self.count == self.room and not self.grown():
            return
        self.data[self.count] = number
        self.count += 1

    cdef bint grown(self) noexcept nogil:
        cdef Py_ssize_t room = max(1024, 2 * self.room)
        cdef int64_t* data = <int64_t*> realloc(self.data, room * sizeof(int64_t))
        if data == NULL:
            self.failed = True
            return False
        self.data, self.room = data, room
        return True

    cdef numbers(self):
        if self.failed:
            raise MemoryError
        found = np.empty(self.count, np.int64)
        cdef int64_t[::1] out = found
        if self.count:
            memcpy(&out[0], self.data, self.count * sizeof(int64_t))
        return found


cdef class PlaceLists:
    """Several arrays of places (rising), which are read side by side."""

    def __cinit__(self, list places):
        cdef const int64_t[::1] one
        cdef Py_ssize_t number
        self._kept, self.count = places, len(places)
        self.at = <const int64_t**> calloc(2 * self.count + 1, sizeof(int64_t*))
        if self.at == NULL:
            raise MemoryError
        self.ends = self.at + self.count
        for number in range(self.count):
            one = places[number]
            self.at[number] = &one[0] if one.shape[0] else NULL
            self.ends[number] = self.at[number] + one.shape[0]

    def __dealloc__(self):
        free(self.at)


cdef class Reader:
    """Goes through the entries of one posting list, and says where the term stands."""

    cdef PostingList list_of
    cdef const Arrays* arrays
    cdef const int64_t* first_rows
    cdef Py_ssize_t meetings
    cdef Py_ssize_t entry, row_entry, place_entry

    cdef start(self, PostingList one, const int64_t[::1] first_rows):
        if not one.table.has_places:
            raise ValueError("the table holds no places")
        self.list_of, self.arrays = one, one.arrays
        self.first_rows, self.meetings = &first_rows[0], first_rows.shape[0] - 1
        self.entry = self.row_entry = self.place_entry = -1

    cdef void seek(self, Py_ssize_t entry) noexcept nogil:
        """Go to an entry; from the one that was read last, its neighbour is a step away."""
        if self.entry < 0 or entry != self.entry + 1:
            self.row_entry = sum_before(self.arrays.rows_before, &self.arrays.row_counts, entry)
            self.place_entry = -1
        self.entry = entry

    cdef bint read_places(self, Py_ssize_t entry, int64_t meeting, Gathered out) noexcept nogil:
        """All places of an entry; False when it is damaged."""
        cdef int64_t rows = number_at(&self.arrays.row_counts, entry), row, count, place, position
        if not self.fits(entry, meeting, rows):
            return False
        if self.place_entry < 0:
            if rows and self.row_entry < self.arrays.rows.count:
                self.place_entry = sum_before(self.arrays.places_before, &self.arrays.place_counts, self.row_entry)
        for row in range(self.row_entry, self.row_entry + rows):
            position = self.first_rows[meeting] + number_at(&self.arrays.rows, row)
            count = number_at(&self.arrays.place_counts, row)
            if position >= self.first_rows[meeting + 1] or self.place_entry + count > self.arrays.places.count:
                return False
            for place in range(self.place_entry, self.place_entry + count):
                out.add((position << 32) + number_at(&self.arrays.places, place))
            self.place_entry += count
        self.row_entry += rows
        return True

    cdef bint mark_sections(self, Py_ssize_t entry, int64_t meeting, uint8_t* held) noexcept nogil:
        """Mark the rows of an entry but for the first one of the meeting; False when it is damaged."""
        cdef int64_t rows = number_at(&self.arrays.row_counts, entry)
        if not self.fits(entry, meeting, rows):
            return False
        self.row_entry += rows
        self.place_entry = -1
        return mark(&self.arrays.rows, self.row_entry - rows, self.row_entry, &self.first_rows[meeting], held)

    cdef bint fits(self, Py_ssize_t entry, int64_t meeting, int64_t rows) noexcept nogil:
        if not 0 <= meeting < self.meetings:
            return False
        self.seek(entry)
        return 0 <= self.row_entry and self.row_entry + rows <= self.arrays.rows.count


def places_of(list lists, meetings, const int64_t[::1] first_rows, alive):
    """Where any of some terms stands, rising: in some meetings (rising), or in all living ones for None."""
    cdef Gathered out = Gathered()
    cdef list ends = [0]
    for one in lists:
        _read_list(one, meetings, first_rows, alive, out, None)
        ends.append(out.count)
    found = out.numbers()
    return found if len(lists) < 2 else merged(found, np.array(ends, np.int64))


def mark_sections(list lists, meetings, const int64_t[::1] first_rows, alive, uint8_t[::1] held):
    """Set `held` (a byte a row) to 1 where any of some terms stands, but to 0 for the first row of a meeting, its own."""
    if held.shape[0] < first_rows[first_rows.shape[0] - 1]:
        raise ValueError("a byte for each row is needed")
    for one in lists:
        _read_list(one, meetings, first_rows, alive, None, held)


cdef _read_list(PostingList one, meetings, const int64_t[::1] first_rows, alive, Gathered out, uint8_t[::1] held):
    """Gather the places of a list, or mark its rows where `out` is None."""
    cdef Reader reader = Reader()
    reader.start(one, first_rows)
    cdef const int64_t[::1] wanted
    cdef uint8_t* marks = NULL if out is not None else &held[0]
    cdef bint sound
    if meetings is None:
        sound = _read_living(reader, one, alive, out, marks)
    else:
        wanted = meetings
        if wanted.shape[0] * FEWER < one.stop - one.start:
            sound = _read_few(reader, one, wanted, out, marks)
        else:
            sound = _read_many(reader, one, wanted, out, marks)
    if not sound:
        damaged()


cdef inline bint _read_entry(Reader reader, Py_ssize_t entry, int64_t meeting, Gathered out, uint8_t* marks) noexcept nogil:
    if marks == NULL:
        return reader.read_places(entry, meeting, out)
    return reader.mark_sections(entry, meeting, marks)


cdef bint _read_few(Reader reader, PostingList one, const int64_t[::1] wanted, Gathered out, uint8_t* marks) noexcept:
    """Wanted meetings are searched for in the list."""
    cdef Py_ssize_t index, entry
    with nogil:
        for index in range(wanted.shape[0]):
            entry = one.search(wanted[index])
            if entry >= 0 and not _read_entry(reader, entry, wanted[index], out, marks):
                return False
    return True


cdef bint _read_many(
    Reader reader, PostingList one, const int64_t[::1] wanted, Gathered out, uint8_t* marks
) except -1:
    """Wanted meetings are gone through beside the list."""
    cdef int64_t[::1] read = _meetings_of(one, reader.meetings)
    cdef Py_ssize_t index, at = 0, count = wanted.shape[0]
    with nogil:
        for index in range(one.stop - one.start):
            while at < count and wanted[at] < read[index]:
                at += 1
            if at == count:
                break
            if wanted[at] == read[index] and not _read_entry(reader, one.start + index, read[index], out, marks):
                return False
    return True


cdef bint _read_living(Reader reader, PostingList one, alive, Gathered out, uint8_t* marks) except -1:
    """All living meetings of the list are wanted; `alive` (a byte a meeting) is None when all are."""
    cdef int64_t[::1] read = _meetings_of(one, reader.meetings)
    cdef Py_ssize_t index
    cdef bint every = alive is None
    cdef const uint8_t[::1] living
    if every and marks != NULL:
        return _mark_all(one, &read[0], reader.first_rows, marks)
    if not every:
        living = alive
    with nogil:
        for index in range(one.stop - one.start):
            if every or living[read[index]]:
                if not _read_entry(reader, one.start + index, read[index], out, marks):
                    return False
    return True


cdef bint _mark_all(PostingList one, const int64_t* meetings, const int64_t* first_rows, uint8_t* held) noexcept nogil:
    """What `Reader.mark_sections` does, for all meetings of a list, in one go."""
    # Copies, for whatever is set in `held` might be theirs, for all that a compiler knows.
    cdef Narrow row_counts = one.arrays.row_counts, rows = one.arrays.rows
    cdef Py_ssize_t entry, row, end
    if one.start == one.stop:
        return True
    row = sum_before(one.arrays.rows_before, &row_counts, one.start)
    for entry in range(one.start, one.stop):
        end = row + number_at(&row_counts, entry)
        if end > rows.count or not mark(&rows, row, end, &first_rows[meetings[0]], held):
            return False
        row = end
        meetings += 1
    return True


cdef inline bint mark(
    const Narrow* rows, Py_ssize_t row, Py_ssize_t end, const int64_t* first, uint8_t* held
) noexcept nogil:
    """Mark the rows from one entry to another (in range) but for the meeting's first; False when one is another's.

    `first` points to the first row of the meeting, and behind it is that of the next.
    """
    cdef int64_t begin = first[0], after = first[1], number
    while row < end:
        number = begin + number_at(rows, row)
        if number >= after:
            return False
        held[number] = 1
        row += 1
    held[begin] = 0
    return True


cdef int64_t[::1] _meetings_of(PostingList one, Py_ssize_t size):
    cdef int64_t[::1] read = np.empty(max(1, one.stop - one.start), np.int64)
    checked(one.decode(&read[0]), size)
    return read


def meetings_and_counts(const int64_t[::1] places, const int64_t[::1] first_rows):
    """The meetings (rising) of some places (rising), and how many places each has."""
    cdef Py_ssize_t count = places.shape[0], last = first_rows.shape[0] - 1, index, kept = -1
    owners, counts = np.empty(count, np.int64), np.empty(count, np.int64)
    cdef int64_t[::1] meetings = owners
    cdef int64_t[::1] numbers = counts
    cdef int64_t end = -1, row
    cdef Py_ssize_t meeting
    for index in range(count):
        row = places[index] >> 32
        if row >= end:
            if not 0 <= row < first_rows[last]:
                raise ValueError("no such row")
            meeting = leap(&first_rows[0], meetings[kept] if kept >= 0 else 0, last, row + 1) - 1
            kept += 1
            meetings[kept], numbers[kept], end = meeting, 0, first_rows[meeting + 1]
        numbers[kept] += 1
    return owners[: kept + 1], counts[: kept + 1]


def places_within(const int64_t[::1] places, const int64_t[::1] meetings, const int64_t[::1] first_rows):
    """Those of some places (rising) that lie in some meetings (rising)."""
    cdef Py_ssize_t count = places.shape[0], at = 0, kept = 0, index
    check_meetings(meetings, first_rows.shape[0] - 1)
    found = np.empty(count, np.int64)
    cdef int64_t[::1] out = found
    for index in range(meetings.shape[0]):
        if at == count:
            break
        at = leap(&places[0], at, count, first_rows[meetings[index]] << 32)
        while at < count and places[at] >> 32 < first_rows[meetings[index] + 1]:
            out[kept] = places[at]
            kept += 1
            at += 1
    return found[:kept]


cdef check_meetings(const int64_t[::1] meetings, Py_ssize_t count):
    if meetings.shape[0] and not (0 <= meetings[0] and meetings[meetings.shape[0] - 1] < count):
        raise ValueError("no such meeting")
