"""The gaps between the chunks of a text, for other loops."""


cdef class Gaps:
    cdef Py_UCS4* signs
    cdef Py_ssize_t* edges
    cdef Py_ssize_t count, length
    cdef char* _new_line
    cdef bint _has_leads

    cdef bint begins_sentence(self, Py_ssize_t gap) noexcept
    cdef Py_ssize_t sure_after(self, Py_ssize_t first, bint* doubtful) noexcept
    cdef void _split(self) noexcept
    cdef Py_UCS4 _sign(self, Py_ssize_t chunk, Py_ssize_t place) noexcept
    cdef Py_ssize_t _surely_bound(self, Py_ssize_t chunk) noexcept
    cdef bint _is_one_space(self, Py_ssize_t gap) noexcept
    cdef Py_ssize_t _digits(self, Py_ssize_t chunk) noexcept
    cdef bint _is_numbering(self, Py_ssize_t chunk) noexcept
    cdef bint _begins_reference(self, Py_ssize_t chunk) noexcept
    cdef bint _is_suspended(self, Py_ssize_t chunk) noexcept
    cdef bint _may_suspend(self, Py_ssize_t chunk) noexcept
    cdef bint _ends_like_and(self, Py_ssize_t chunk) noexcept
    cdef bint _may_be_bound(self, Py_ssize_t chunk) noexcept
    cdef bint _may_stand_between(self, Py_ssize_t chunk) noexcept
    cdef bint _is_and(self, Py_ssize_t chunk) noexcept
