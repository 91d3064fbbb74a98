# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Where wanted words lie densest: the compiled twin of `searchlib.clusters`.

Both functions give None for more places, or more words, than they have room for; then the twin is asked.
"""

from libc.stdint cimport uint64_t

cdef enum:
    ROOM = 64


cdef struct Cluster:
    # Which words there are, how many, and how many places.
    uint64_t words
    int different
    int places


cdef inline void add(Cluster *cluster, int word) noexcept:
    if not cluster.words >> word & 1:
        cluster.words |= <uint64_t> 1 << word
        cluster.different += 1
    cluster.places += 1


cdef inline bint is_richer(Cluster one, Cluster other) noexcept:
    return one.different > other.different or (one.different == other.different and one.places > other.places)


cdef Py_ssize_t unpacked(places, Py_ssize_t *offsets, int *words) except -2:
    """Offsets and words of the places; gives how many there are, -1 when there is no room for them."""
    cdef Py_ssize_t count = len(places), number = 0, word
    if count > ROOM:
        return -1
    for offset, one, _ in places:
        word = one
        if not 0 <= word < ROOM:
            return -1
        offsets[number] = offset
        words[number] = word
        number += 1
    return count


cpdef densest(places, Py_ssize_t reach, Py_ssize_t most, Py_ssize_t otherwise):
    """The offset from which `reach` characters hold most different words, then most places, of at most `most`."""
    cdef Py_ssize_t offsets[ROOM]
    cdef int words[ROOM]
    cdef Py_ssize_t count = unpacked(places, offsets, words), number, other
    cdef Cluster best = Cluster(0, 0, 0), here
    if count < 0:
        return None
    for number in range(count):
        here = Cluster(0, 0, 0)
        for other in range(number, min(number + most, count)):
            if offsets[other] - offsets[number] >= reach:
                break
            add(&here, words[other])
        if is_richer(here, best):
            best, otherwise = here, offsets[number]
    return otherwise


cpdef richest(list spans, places):
    """The number of the span with most different words, then most places, then the first."""
    cdef Py_ssize_t offsets[ROOM]
    cdef int words[ROOM]
    cdef Py_ssize_t count = unpacked(places, offsets, words), place = 0, number = 0, start, end, found = 0
    cdef Cluster best = Cluster(0, 0, 0), here
    if count < 0:
        return None
    for start, end in spans:
        here = Cluster(0, 0, 0)
        while place < count and offsets[place] < end:
            if offsets[place] >= start:
                add(&here, words[place])
            place += 1
        if is_richer(here, best):
            best, found = here, number
        number += 1
    return found
