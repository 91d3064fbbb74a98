# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Sorted arrays of numbers as sets: the compiled twin of `sortedsets.py` in `searchlib.engines.whoosh`."""

import numpy as np

from libc.stdint cimport int64_t

from searchlib.loops.postings cimport FEWER, lower_bound


cpdef merged(int64_t[::1] numbers, const int64_t[::1] ends):
    """Sorted runs that lie end to end in `numbers`, bounded by `ends`, as one sorted array without repetitions."""
    cdef Py_ssize_t runs = ends.shape[0] - 1, count = numbers.shape[0], step = 1, at, low, middle, high
    cdef int64_t[::1] source = numbers
    cdef int64_t[::1] target = np.empty(count, np.int64)
    with nogil:
        while step < runs:
            at = 0
            while at < runs:
                low, middle = ends[at], ends[min(runs, at + step)]
                high = ends[min(runs, at + 2 * step)]
                _merge(&source[0] if count else NULL, low, middle, high, &target[0] if count else NULL)
                at += 2 * step
            source, target = target, source
            step *= 2
    return _distinct(source)


cdef void _merge(
    const int64_t* source, Py_ssize_t low, Py_ssize_t middle, Py_ssize_t high, int64_t* target
) noexcept nogil:
    cdef Py_ssize_t left = low, right = middle, at
    for at in range(low, high):
        if left < middle and (right >= high or source[left] <= source[right]):
            target[at] = source[left]
            left += 1
        else:
            target[at] = source[right]
            right += 1


cdef _distinct(int64_t[::1] numbers):
    cdef Py_ssize_t count = 0, index
    with nogil:
        for index in range(numbers.shape[0]):
            if not index or numbers[index] != numbers[count - 1]:
                numbers[count] = numbers[index]
                count += 1
    return np.asarray(numbers[:count])


def common(const int64_t[::1] left, const int64_t[::1] right):
    """What is in both of two sorted arrays without repetitions."""
    if left.shape[0] > right.shape[0]:
        left, right = right, left
    found = np.empty(left.shape[0], np.int64)
    cdef int64_t[::1] out = found
    cdef Py_ssize_t one = 0, other = 0, count = 0, few = left.shape[0], many = right.shape[0]
    cdef bint jumping = few * FEWER < many
    with nogil:
        while one < few and other < many:
            if jumping:
                other = leap(&right[0], other, many, left[one])
                if other == many:
                    break
            if left[one] == right[other]:
                out[count] = left[one]
                count += 1
                one += 1
                other += 1
            elif left[one] < right[other]:
                one += 1
            else:
                other += 1
    return found[:count]


cdef Py_ssize_t leap(const int64_t* numbers, Py_ssize_t low, Py_ssize_t count, int64_t wanted) noexcept nogil:
    """The first index from `low` on whose number is not below the wanted one: by steps that double, then by halves."""
    cdef Py_ssize_t step = 1, high = low
    while high < count and numbers[high] < wanted:
        low = high + 1
        high += step
        step *= 2
    return lower_bound(numbers, low, min(high, count), wanted)
