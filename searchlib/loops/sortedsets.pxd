"""Sorted arrays of numbers as sets, for other loops."""

from libc.stdint cimport int64_t


cpdef merged(int64_t[::1] numbers, const int64_t[::1] ends)
cdef Py_ssize_t leap(const int64_t* numbers, Py_ssize_t low, Py_ssize_t count, int64_t wanted) noexcept nogil
