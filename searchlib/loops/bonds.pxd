"""A text that has been cut, for other loops."""


cdef class Chunks:
    cdef Py_UCS4* signs
    cdef Py_ssize_t count
    cdef Py_ssize_t* edges
    cdef object _gaps
    cdef Py_ssize_t _room, _used, _signs_room

    cdef int _add(self, Py_ssize_t begin, Py_ssize_t end) except -1
    cdef int _add_bound(self, Py_ssize_t begin, Py_ssize_t end) except -1
    cdef int _add_cut(self, list chunks) except -1
