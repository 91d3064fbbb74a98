# cython: language_level=3, cdivision=True
"""Where white space cuts a text: what `bonds.cut` of the analysis says, which is asked about doubtful gaps only."""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_Substring

from searchlib.loops.gaps cimport Gaps

cdef extern from "Python.h":
    Py_UCS4* PyUnicode_AsUCS4(object text, Py_UCS4* signs, Py_ssize_t room, bint ended) except NULL
    object PyUnicode_FromKindAndData(int kind, const void* signs, Py_ssize_t length)
    int PyUnicode_4BYTE_KIND

cdef str _BREAK = "\x01"
# A bound space is written as two signs: see `bonds._BOUND`.
cdef Py_UCS4 _BOUND_SPACE = u"j"


def chunks(str text not None, cut):
    """The chunks of a text without BREAK, each as a string; `cut` is the function that cuts what is doubtful."""
    cdef Chunks found = Chunks(text, cut)
    cdef list strings = []
    cdef Py_ssize_t item, begin
    for item in range(found.count):
        begin = found.edges[2 * item]
        if begin < 0:
            strings.append(_BREAK)
        else:
            length = found.edges[2 * item + 1] - begin
            strings.append(PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, found.signs + begin, length))
    return strings


cdef class Chunks:
    """The chunks of a text without BREAK: `edges` are where each begins and ends in `signs`, in turn.

    A begin below 0 stands for the sign of a new sentence.
    """

    def __cinit__(self, str text not None, cut):
        cdef Gaps gaps = Gaps(text)
        cdef Py_ssize_t first = 0, after
        cdef bint doubtful
        self._gaps, self.signs = gaps, gaps.signs
        # What is bound or cut elsewhere is written after the text.
        self._used, self._signs_room = gaps.length, 3 * gaps.length
        # Before every chunk, and at the end, there may be a new sentence.
        self._room = 2 * gaps.count + 1
        self.edges = <Py_ssize_t*>PyMem_Malloc(2 * self._room * sizeof(Py_ssize_t))
        if self.edges is NULL:
            raise MemoryError
        if gaps.begins_sentence(0):
            self._add(-1, 0)
        while first < gaps.count:
            after = gaps.sure_after(first, &doubtful)
            if after == first + 1:
                self._add(gaps.edges[2 * first], gaps.edges[2 * first + 1])
            elif doubtful:
                end = gaps.length if after > gaps.count else gaps.edges[2 * after - 1]
                self._add_cut(cut(PyUnicode_Substring(text, gaps.edges[2 * first], end)))
            else:
                self._add_bound(gaps.edges[2 * first], gaps.edges[2 * after - 1])
            if after <= gaps.count and gaps.begins_sentence(after):
                self._add(-1, 0)
            first = after

    def __dealloc__(self):
        PyMem_Free(self.edges)

    cdef int _add(self, Py_ssize_t begin, Py_ssize_t end) except -1:
        if self.count == self._room:
            raise IndexError("more chunks than a text of this length has")
        self.edges[2 * self.count], self.edges[2 * self.count + 1] = begin, end
        self.count += 1
        return 0

    cdef int _add_bound(self, Py_ssize_t begin, Py_ssize_t end) except -1:
        """Take chunks with a bound space between each two."""
        cdef Py_ssize_t at, first = self._used
        if self._used + 2 * (end - begin) > self._signs_room:
            raise IndexError("more is bound than there is")
        for at in range(begin, end):
            if self.signs[at] == u" ":
                self.signs[self._used] = 1
                self.signs[self._used + 1] = _BOUND_SPACE
                self._used += 2
            else:
                self.signs[self._used] = self.signs[at]
                self._used += 1
        return self._add(first, self._used)

    cdef int _add_cut(self, list chunks) except -1:
        """Take chunks that were cut elsewhere."""
        cdef str chunk
        cdef Py_ssize_t length
        for chunk in chunks:
            length = len(chunk)
            if chunk == _BREAK:
                self._add(-1, 0)
                continue
            if self._used + length > self._signs_room:
                raise IndexError("more is bound than there is")
            PyUnicode_AsUCS4(chunk, &self.signs[self._used], length, False)
            self._add(self._used, self._used + length)
            self._used += length
        return 0
