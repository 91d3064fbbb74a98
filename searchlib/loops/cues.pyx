# cython: language_level=3
"""Whether a text holds one of a few words, in one pass over it: what `cues.Cues` of the ingest says."""

from libc.stdint cimport uint32_t

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    Py_UCS4 PyUnicode_READ(int kind, const void* signs, Py_ssize_t place) noexcept
    Py_ssize_t PyUnicode_Tailmatch(object text, object word, Py_ssize_t start, Py_ssize_t end, int direction) except -1

cdef enum:
    PAIRS = 1 << 12


cdef class Cues:
    """Some words of two signs or more, by a mark for the first two."""

    cdef tuple _words
    cdef unsigned char[PAIRS] _marks

    def __cinit__(self, tuple words not None):
        cdef str word
        cdef Py_ssize_t place
        self._words = words
        for place in range(PAIRS):
            self._marks[place] = 0
        for word in words:
            if len(word) < 2:
                raise ValueError("a word of one sign")
            self._marks[_pair(word[0], word[1])] = 1

    def within(self, str text not None):
        """Whether a text holds one of the words."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* signs = PyUnicode_DATA(text)
        cdef Py_ssize_t at, length = len(text)
        cdef Py_UCS4 sign, before = 0
        for at in range(length):
            sign = PyUnicode_READ(kind, signs, at)
            if self._marks[_pair(before, sign)] and at and self._stands(text, at - 1, length):
                return True
            before = sign
        return False

    cdef bint _stands(self, str text, Py_ssize_t at, Py_ssize_t length) except -1:
        for word in self._words:
            if PyUnicode_Tailmatch(text, word, at, length, -1):
                return True
        return False


cdef inline uint32_t _pair(Py_UCS4 first, Py_UCS4 second) noexcept:
    return (<uint32_t>first * 61 + <uint32_t>second) & (PAIRS - 1)
