"""What the grammar says of simple chunks, for other loops."""

from libc.stdint cimport uint8_t

from searchlib.loops.chunk_table cimport LONGEST


cdef struct Span:
    int begin
    int end


cdef class Items:
    cdef Py_UCS4[LONGEST] signs
    cdef Span[LONGEST] forms
    cdef int form_count
    cdef Py_UCS4[LONGEST] wholes
    cdef Span[LONGEST] extras
    cdef int[LONGEST] places
    cdef int extra_count
    cdef bint stops, suspended
    # The signs between groups; the first group has none.
    cdef Py_UCS4[LONGEST] _joints
    cdef Span[LONGEST] _groups
    cdef uint8_t[LONGEST] _kinds
    cdef int _group_count, _length, _used
    cdef frozenset _abbreviations

    cdef bint read(self, const Py_UCS4* signs, Py_ssize_t length) except -1
    cdef bint is_plain(self, Py_ssize_t form) noexcept
    cdef str form(self, Py_ssize_t place)
    cdef str _string(self, Span span)
    cdef str extra(self, Py_ssize_t place)
    cdef bint _take_signs(self, const Py_UCS4* signs, int length) noexcept
    cdef int _after_signs(self, int at) noexcept
    cdef int _item(self, int at) noexcept
    cdef Py_UCS4 _joint(self, int at) noexcept
    cdef int _after_joint(self, int at) noexcept
    cdef bint _parse(self, int end) except -1
    cdef bint _single(self, Span group) except -1
    cdef bint _take_suspended(self) except -1
    cdef bint _is_beginning(self, Span group) except -1
    cdef bint _may_be_number(self) noexcept
    cdef bint _is_number(self, int end) noexcept
    cdef bint _is_reference(self) noexcept
    cdef bint _is_strange(self) noexcept
    cdef bint _is_name(self) noexcept
    cdef bint _is_identifier(self) noexcept
    cdef int _all_digits(self, int group) noexcept
    cdef int _all_capitals(self, int group) noexcept
    cdef int _run_end(self, int begin, int end) noexcept
    cdef bint _is_alnum(self, int at) noexcept
    cdef bint _has_joint(self, Py_UCS4 sign) noexcept
    cdef bint _ends_sentence(self) noexcept
    cdef void _add(self, int begin, int end) noexcept
    cdef void _add_groups(self, bint whole) noexcept
    cdef void _add_runs(self) noexcept
    cdef void _add_runs_of(self, Span group) noexcept
    cdef void _add_whole(self, int place, bint joints) noexcept
