"""Sets of parts of compounds, for other loops."""

from libc.stdint cimport uint32_t

cdef enum:
    BITS = 1 << 22


cdef class PartSet:
    cdef frozenset parts
    cdef unsigned char* _bits


cdef inline uint32_t no_signs() noexcept:
    """The hash of nothing."""
    return 2166136261u


cdef inline uint32_t longer(uint32_t hash, Py_UCS4 sign) noexcept:
    """The hash of a stretch that is longer by a sign."""
    return (hash ^ <uint32_t>sign) * 16777619u


cdef inline uint32_t bit_of(uint32_t hash) noexcept:
    return (hash ^ (hash >> 15)) & (BITS - 1)


cdef inline bint may_hold(PartSet parts, uint32_t hash) noexcept:
    """Whether a stretch with this hash may be one of the parts; hardly ever when it is none."""
    return parts._bits[bit_of(hash) >> 3] >> (bit_of(hash) & 7) & 1
