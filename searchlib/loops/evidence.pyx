# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What follows from where clauses stand, row by row: the compiled twin of `evidence.py` in `searchlib.engines.whoosh`.

A place is row times 2**32 plus position.
"""

import numpy as np

from libc.stdint cimport int64_t, uint32_t
from libc.stdlib cimport calloc, free

from searchlib.loops.places cimport PlaceLists, check_meetings

cdef int64_t POSITION = (<int64_t>1 << 32) - 1


cdef class Walk(PlaceLists):
    """Goes row by row through where several clauses stand."""

    cdef const int64_t** begins
    cdef int64_t row

    def __cinit__(self, list places):
        self.begins = <const int64_t**> calloc(self.count + 1, sizeof(int64_t*))
        if self.begins == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.begins)

    cdef bint next_row(self) noexcept nogil:
        """Go to the next row where any clause stands: clause c at the places from begins[c] to at[c]."""
        cdef Py_ssize_t clause
        cdef int64_t row = -1
        for clause in range(self.count):
            if self.at[clause] < self.ends[clause] and (row < 0 or self.at[clause][0] >> 32 < row):
                row = self.at[clause][0] >> 32
        if row < 0:
            return False
        self.row = row
        for clause in range(self.count):
            self.begins[clause] = self.at[clause]
            while self.at[clause] < self.ends[clause] and self.at[clause][0] >> 32 == row:
                self.at[clause] += 1
        return True

    cdef inline bint stands(self, Py_ssize_t clause) noexcept nogil:
        return self.begins[clause] < self.at[clause]

    cdef inline double heading_factor(self, Py_ssize_t clause, const uint32_t* heading_ends, double factor) noexcept nogil:
        """`factor` where the clause stands in the heading, which comes first in a row."""
        return factor if (self.begins[clause][0] & POSITION) < heading_ends[self.row] else 1.0

    cdef int64_t distance(self, Py_ssize_t clause) noexcept nogil:
        """The smallest distance, at least 1, between a clause and the next one; both stand in the row."""
        cdef const int64_t* one = self.begins[clause]
        cdef const int64_t* other = self.begins[clause + 1]
        cdef int64_t least = (<int64_t>1 << 32), between
        while one < self.at[clause] and other < self.at[clause + 1]:
            between = one[0] - other[0]
            least = min(least, between if between >= 0 else -between)
            if between <= 0:
                one += 1
            else:
                other += 1
        return max(<int64_t>1, least)


def bonus_of(
    list places, const double[::1] idfs, const int64_t[::1] meetings, const int64_t[::1] first_rows,
    const uint32_t[::1] heading_ends, double heading_factor, double meet_weight, double close_weight,
):
    """What some meetings (rising) get for clauses that meet in a row: see `searchlib.ranking`."""
    best = np.zeros(meetings.shape[0])
    cdef double[::1] out = best
    cdef Walk walk = Walk(places)
    cdef Py_ssize_t at = 0, clause, count = meetings.shape[0]
    cdef double meets, close
    _check_rows(walk, heading_ends.shape[0])
    check_meetings(meetings, first_rows.shape[0] - 1)
    if idfs.shape[0] < walk.count:
        raise ValueError("an idf for each clause is needed")
    while walk.next_row():
        while at < count and first_rows[meetings[at] + 1] <= walk.row:
            at += 1
        if at == count:
            break
        if walk.row < first_rows[meetings[at]]:
            continue
        meets = close = 0.0
        for clause in range(walk.count):
            if walk.stands(clause):
                meets += meet_weight * idfs[clause] * walk.heading_factor(clause, &heading_ends[0], heading_factor)
                if clause + 1 < walk.count and walk.stands(clause + 1):
                    close += close_weight * (min(idfs[clause], idfs[clause + 1]) / walk.distance(clause))
        out[at] = max(out[at], meets + close)
    return best


def rows_with_scores(list places, const double[::1] idfs, const uint32_t[::1] heading_ends, double heading_factor):
    """The rows (rising) where any clause stands, and their scores as sections: see `searchlib.ranking`."""
    cdef Walk walk = Walk(places)
    cdef Py_ssize_t clause, count = 0, most = sum([len(one) for one in places])
    cdef double score, number
    _check_rows(walk, heading_ends.shape[0])
    if idfs.shape[0] < walk.count:
        raise ValueError("an idf for each clause is needed")
    rows, scores = np.empty(most, np.int64), np.empty(most)
    cdef int64_t[::1] found = rows
    cdef double[::1] values = scores
    while walk.next_row():
        score = 0.0
        for clause in range(walk.count):
            if walk.stands(clause):
                number = walk.at[clause] - walk.begins[clause]
                score += idfs[clause] * number / (number + 1) * walk.heading_factor(
                    clause, &heading_ends[0], heading_factor
                )
        found[count], values[count] = walk.row, score
        count += 1
    return rows[:count], scores[:count]


cdef _check_rows(Walk walk, Py_ssize_t rows):
    """Places rise, so that the first and last of each clause bound all of them."""
    cdef Py_ssize_t clause
    for clause in range(walk.count):
        if walk.at[clause] < walk.ends[clause]:
            if walk.at[clause][0] < 0 or (walk.ends[clause] - 1)[0] >> 32 >= rows:
                raise ValueError("no such row")
