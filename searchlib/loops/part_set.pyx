# cython: language_level=3, cdivision=True
"""A set of parts of compounds with a bit for the hash of each, which says no before a string is made to ask the set."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from libc.stdint cimport uint32_t


cdef class PartSet:
    """The parts."""

    def __cinit__(self, frozenset parts not None):
        cdef str part
        cdef uint32_t hash
        cdef Py_UCS4 sign
        self.parts = parts
        self._bits = <unsigned char*>PyMem_Calloc(BITS // 8, 1)
        if self._bits is NULL:
            raise MemoryError
        for part in parts:
            hash = no_signs()
            for sign in part:
                hash = longer(hash, sign)
            self._bits[bit_of(hash) >> 3] |= <unsigned char>(1 << (bit_of(hash) & 7))

    def __dealloc__(self):
        PyMem_Free(self._bits)
