# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Bisection among strings that lie end to end: the compiled twin of `searchlib.sorted_strings.PlainSortedStrings`."""

from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp

from searchlib.errors import IndexDamaged

cdef enum:
    # Of so many strings, one has its first bytes in memory.
    BLOCK = 64


cdef class SortedStrings:
    """String number i lies from ends[i] to ends[i + 1] in the text; they are sorted by their bytes."""

    cdef const unsigned char[::1] text
    cdef const uint32_t[::1] ends
    cdef Py_ssize_t count, blocks
    cdef uint64_t* heads

    def __init__(self, const unsigned char[::1] text, const uint32_t[::1] ends):
        self.text = text
        self.ends = ends
        self.count = ends.shape[0] - 1
        self.blocks, self.heads = (self.count + BLOCK - 1) // BLOCK, NULL

    def __dealloc__(self):
        free(self.heads)

    def first_not_below(self, bytes wanted):
        """The number of the first string that is not less than `wanted`. Raises IndexDamaged."""
        return self._first_not_below(wanted, len(wanted))

    def find(self, bytes wanted):
        """The number of a string, or -1. Raises IndexDamaged."""
        return self._find(wanted, len(wanted))

    def find_all(self, list wanted):
        """The numbers of several strings, -1 for each that is not there. Raises IndexDamaged."""
        cdef bytes one
        return [self._find(one, len(one)) for one in wanted]

    cdef Py_ssize_t _find(self, const unsigned char *wanted, Py_ssize_t length) except -2:
        cdef Py_ssize_t number = self._first_not_below(wanted, length)
        return number if number < self.count and self._compared(number, wanted, length) == 0 else -1

    cdef Py_ssize_t _first_not_below(self, const unsigned char *wanted, Py_ssize_t length) except -2:
        cdef uint64_t head = head_of(wanted, length)
        cdef Py_ssize_t low, high, middle
        if self.heads == NULL:
            self._read_heads()
        # The wanted string is at the earliest in the block before the first whose head is not less.
        low = max(0, self._heads_below(head, False) - 1) * BLOCK
        high = min(self.count, self._heads_below(head, True) * BLOCK)
        while low < high:
            middle = (low + high) // 2
            if self._compared(middle, wanted, length) < 0:
                low = middle + 1
            else:
                high = middle
        return low

    cdef int _read_heads(self) except -1:
        """Keep the first eight bytes of every BLOCK-th string: to bisect in memory what is all over a mapped file."""
        cdef uint64_t* heads = <uint64_t*> malloc((self.blocks + 1) * sizeof(uint64_t))
        cdef Py_ssize_t block, begin, end
        if heads == NULL:
            raise MemoryError
        for block in range(self.blocks):
            begin, end = self.ends[block * BLOCK], self.ends[block * BLOCK + 1]
            if begin > end or end > self.text.shape[0]:
                free(heads)
                raise IndexDamaged("sorted strings", f"string {block * BLOCK} lies outside of them")
            heads[block] = head_of(&self.text[begin], end - begin) if end > begin else 0
        self.heads = heads
        return 0

    cdef Py_ssize_t _heads_below(self, uint64_t head, bint or_equal) noexcept:
        """How many heads are less than another one, or equal to it."""
        cdef Py_ssize_t low = 0, high = self.blocks, middle
        while low < high:
            middle = (low + high) // 2
            if self.heads[middle] < head or (or_equal and self.heads[middle] == head):
                low = middle + 1
            else:
                high = middle
        return low

    cdef int _compared(self, Py_ssize_t number, const unsigned char *wanted, Py_ssize_t length) except -2:
        """-1, 0 or 1: whether a string is less than, equal to or greater than `wanted`."""
        cdef Py_ssize_t begin = self.ends[number], end = self.ends[number + 1]
        if begin > end or end > self.text.shape[0]:
            raise IndexDamaged("sorted strings", f"string {number} lies outside of them")
        cdef Py_ssize_t common = end - begin if end - begin < length else length
        cdef int order = memcmp(&self.text[begin], wanted, common) if common else 0
        if order == 0:
            return (end - begin > length) - (end - begin < length)
        return 1 if order > 0 else -1


cdef uint64_t head_of(const unsigned char *text, Py_ssize_t length) noexcept:
    """The first eight bytes as a number that sorts like them; a shorter text goes on with zeros."""
    cdef uint64_t head = 0
    cdef Py_ssize_t index
    for index in range(8):
        head = (head << 8) | (text[index] if index < length else 0)
    return head
