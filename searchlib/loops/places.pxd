"""Where terms stand, for other loops."""

from libc.stdint cimport int64_t


cdef class Gathered:
    cdef int64_t* data
    cdef Py_ssize_t count, room
    cdef bint failed

    cdef void add(self, int64_t number) noexcept nogil
    cdef bint grown(self) noexcept nogil
    cdef numbers(self)


cdef class PlaceLists:
    cdef list _kept
    cdef Py_ssize_t count
    # How far each has been read, and where it ends.
    cdef const int64_t** at
    cdef const int64_t** ends


cdef check_meetings(const int64_t[::1] meetings, Py_ssize_t count)
