"""What chunks of text mean, by their signs, for other loops."""

from libc.stdint cimport int32_t, uint8_t, uint32_t

from searchlib.loops.prefetch cimport BRING

cdef enum:
    # A longer chunk is not remembered.
    LONGEST = 80
    # What a table says of a chunk that it does not know.
    UNKNOWN = -2147483648
    # Signs that stand in the slot itself.
    NEAR = 19


cdef struct Slot:
    # A chunk: its hash, what it means, and its signs. Where they do not fit, or are more than bytes, they stand among
    # those of all chunks, and `far` is one more than their place there. A free slot has no length.
    uint32_t hash
    int32_t meaning
    uint32_t far
    uint8_t length
    uint8_t[NEAR] near


cdef class ChunkTable:
    cdef void* _memory
    cdef Slot* _slots
    cdef Py_UCS4* _signs
    cdef uint32_t count
    cdef uint32_t _capacity, _used, _room

    cdef int32_t find(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash) noexcept
    cdef int put(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash, int32_t meaning) except -1
    cdef void forget(self) noexcept
    cdef int _make_room(self) except -1
    cdef int _grow(self, uint32_t capacity) except -1
    cdef Slot* _free_slot(self, uint32_t hash) noexcept
    cdef bint _holds(self, const Slot* slot, const Py_UCS4* signs) noexcept


cdef inline void bring(ChunkTable table, uint32_t hash) noexcept:
    """Have the slot of a hash fetched into the processor's cache, while something else is done."""
    BRING(&table._slots[hash & (table._capacity - 1)])
