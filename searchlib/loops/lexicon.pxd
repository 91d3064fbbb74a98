"""Look-ups in a compiled lexicon, for other loops."""

from libc.stdint cimport uint32_t


cdef class Lookup:
    cdef const uint32_t[::1] _starts, _offsets, _records, _lists
    cdef const unsigned char[::1] _forms
    cdef uint32_t _shift, _property_bits

    cdef Py_ssize_t count(self) noexcept
    cdef long long number_of(self, const unsigned char* signs, Py_ssize_t length) except -2
    cdef uint32_t properties_of(self, const unsigned char* signs, Py_ssize_t length) except? 4294967295
    cdef uint32_t properties_at(self, long long number) except? 4294967295
    cdef uint32_t first_lemma_of(self, long long number) except? 4294967295
    cdef tuple lemmas_of(self, long long number)
    cdef bint _stands(self, const unsigned char* signs, uint32_t begin, uint32_t after) noexcept
    cdef str _form(self, uint32_t number)
