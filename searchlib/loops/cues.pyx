# cython: language_level=3
"""Whether a text holds one of a few words, in one pass over it: what `cues.Cues` of the ingest says."""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from searchlib.loops.stored_signs cimport Sign

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    Py_ssize_t PyUnicode_Tailmatch(object text, object word, Py_ssize_t start, Py_ssize_t end, int direction) except -1

cdef enum:
    PAIRS = 1 << 12
    MOST_WORDS = 255


cdef class Cues:
    """Some words of two signs or more, by a mark for the first two: the number of a list of words with that mark."""

    cdef list _lists
    cdef uint8_t[PAIRS] _marks

    def __cinit__(self, tuple words not None):
        cdef str word
        cdef uint32_t pair
        self._lists = [()]
        for pair in range(PAIRS):
            self._marks[pair] = 0
        if len(words) > MOST_WORDS:
            raise ValueError("too many words")
        for word in words:
            if len(word) < 2:
                raise ValueError("a word of one sign")
            pair = _pair(word[0], word[1])
            if not self._marks[pair]:
                self._marks[pair] = len(self._lists)
                self._lists.append(())
            self._lists[self._marks[pair]] += (word,)

    def within(self, str text not None):
        """Whether a text holds one of the words."""
        cdef int kind = PyUnicode_KIND(text)
        cdef const void* signs = PyUnicode_DATA(text)
        if kind == 1:
            return self._within(<const uint8_t*> signs, text)
        if kind == 2:
            return self._within(<const uint16_t*> signs, text)
        return self._within(<const uint32_t*> signs, text)

    cdef bint _within(self, const Sign* signs, str text) except -1:
        cdef Py_ssize_t at, length = len(text)
        cdef uint8_t mark
        for at in range(1, length):
            mark = self._marks[_pair(signs[at - 1], signs[at])]
            if mark and self._stands(text, at - 1, length, mark):
                return True
        return False

    cdef bint _stands(self, str text, Py_ssize_t at, Py_ssize_t length, uint8_t mark) except -1:
        for word in <tuple> self._lists[mark]:
            if PyUnicode_Tailmatch(text, word, at, length, -1):
                return True
        return False


cdef inline uint32_t _pair(Py_UCS4 first, Py_UCS4 second) noexcept:
    return (<uint32_t>first * 61 + <uint32_t>second) & (PAIRS - 1)
