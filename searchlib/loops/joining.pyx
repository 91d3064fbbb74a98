# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What joining term tables does most: uniting sorted terms, and copying runs of numbers to where they go.

The definitions are `names.united_slowly` and `copying.copied_slowly`.
"""

from libc.stdint cimport int64_t
from libc.string cimport memcmp, memcpy


def copied(
    unsigned char[::1] target,
    const int64_t[::1] to,
    const unsigned char[::1] values,
    const int64_t[::1] begins,
    const int64_t[::1] counts,
    Py_ssize_t size,
):
    """Copy runs of counts[i] numbers, `size` bytes each, from begins[i] to to[i]. Raises IndexError."""
    cdef Py_ssize_t runs = counts.shape[0], run
    cdef Py_ssize_t room = target.shape[0] // size, there = values.shape[0] // size
    cdef int64_t count
    cdef bint right = to.shape[0] == runs and begins.shape[0] == runs
    with nogil:
        for run in range(runs if right else 0):
            count = counts[run]
            right = 0 <= count <= room and 0 <= to[run] <= room - count and 0 <= begins[run] <= there - count
            if not right:
                break
            if count:
                memcpy(&target[to[run] * size], &values[begins[run] * size], count * size)
    if not right:
        raise IndexError("a run lies outside of its array")


def united(
    const unsigned char[::1] left,
    const int64_t[::1] left_ends,
    const unsigned char[::1] right,
    const int64_t[::1] right_ends,
    int64_t[::1] left_numbers,
    int64_t[::1] right_numbers,
):
    """Number the strings of two sorted tables among the distinct ones of both; how many those are.

    The ends of each begin with 0. Raises IndexError.
    """
    cdef Py_ssize_t lefts = left_numbers.shape[0], rights = right_numbers.shape[0]
    _check(left, left_ends, lefts)
    _check(right, right_ends, rights)
    cdef Py_ssize_t at = 0, other = 0, number = 0
    cdef int order
    with nogil:
        while at < lefts or other < rights:
            if at == lefts:
                order = 1
            elif other == rights:
                order = -1
            else:
                order = _compared(left, left_ends[at], left_ends[at + 1], right, right_ends[other], right_ends[other + 1])
            if order <= 0:
                left_numbers[at] = number
                at += 1
            if order >= 0:
                right_numbers[other] = number
                other += 1
            number += 1
    return number


def _check(const unsigned char[::1] text, const int64_t[::1] ends, Py_ssize_t count):
    cdef bint right = ends.shape[0] == count + 1
    cdef Py_ssize_t at
    if right:
        right = 0 <= ends[0] and ends[count] <= text.shape[0]
        for at in range(count):
            right &= ends[at] <= ends[at + 1]
    if not right:
        raise IndexError("a string lies outside of its table")


cdef inline int _compared(
    const unsigned char[::1] left,
    int64_t left_begin,
    int64_t left_end,
    const unsigned char[::1] right,
    int64_t right_begin,
    int64_t right_end,
) noexcept nogil:
    """Below 0 when the left one comes first, 0 when they are equal."""
    cdef int64_t left_length = left_end - left_begin, right_length = right_end - right_begin
    cdef int64_t both = min(left_length, right_length)
    cdef int order = memcmp(&left[left_begin], &right[right_begin], both) if both else 0
    if order:
        return order
    return (left_length > right_length) - (left_length < right_length)
