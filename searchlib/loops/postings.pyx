# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Posting lists."""

def total(const unsigned char[::1] counts):
    """The sum of some counts."""
    cdef long long found = 0
    cdef Py_ssize_t at
    with nogil:
        for at in range(counts.shape[0]):
            found += counts[at]
    return found
