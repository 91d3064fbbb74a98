# cython: language_level=3, cdivision=True
"""A table of what chunks of text mean, by their signs. Short chunks of Latin-1 stand in one line of the cache."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Realloc
from libc.stdint cimport uintptr_t
from libc.string cimport memcpy, memset

cdef enum:
    # The length of a line of the processor's cache, in which two slots lie.
    LINE = 64

# At how many places a chunk may stand. That bounds the time of texts that were made to collide.
cdef uint32_t _PROBES = 32
cdef uint32_t _FEWEST_SLOTS = 1 << 12


cdef class ChunkTable:
    """Remembers chunks of at most LONGEST signs, and none of no sign."""

    def __cinit__(self):
        self._grow(_FEWEST_SLOTS)

    def __dealloc__(self):
        PyMem_Free(self._memory)
        PyMem_Free(self._signs)

    cdef int32_t find(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash) noexcept:
        """What a chunk means, or UNKNOWN."""
        cdef uint32_t probe, place = hash & (self._capacity - 1)
        cdef Slot* slot
        for probe in range(_PROBES):
            slot = &self._slots[place]
            if slot.length == 0:
                return UNKNOWN
            if slot.hash == hash and slot.length == length and self._holds(slot, signs):
                return slot.meaning
            place = (place + 1) & (self._capacity - 1)
        return UNKNOWN

    cdef int put(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash, int32_t meaning) except -1:
        """Remember a chunk that is not known, unless it is too long or collides with too many."""
        cdef Slot* slot
        cdef Py_ssize_t at
        if not 0 < length <= LONGEST:
            return 0
        self._make_room()
        slot = self._free_slot(hash)
        if slot is NULL:
            return 0
        slot.hash, slot.meaning, slot.length, slot.far = hash, meaning, <uint8_t>length, 0
        self.count += 1
        if _is_near(signs, length):
            for at in range(length):
                slot.near[at] = <uint8_t>signs[at]
            return 0
        memcpy(&self._signs[self._used], signs, length * sizeof(Py_UCS4))
        slot.far = self._used + 1
        self._used += <uint32_t>length
        return 0

    cdef void forget(self) noexcept:
        """Begin anew."""
        memset(self._slots, 0, self._capacity * sizeof(Slot))
        self.count = self._used = 0

    cdef int _make_room(self) except -1:
        """Room for one more chunk."""
        cdef uint32_t room
        if 2 * self.count >= self._capacity:
            self._grow(2 * self._capacity)
        if self._used + LONGEST > self._room:
            room = 2 * self._room + LONGEST
            signs = <Py_UCS4*>PyMem_Realloc(self._signs, room * sizeof(Py_UCS4))
            if signs is NULL:
                raise MemoryError
            self._signs, self._room = signs, room
        return 0

    cdef int _grow(self, uint32_t capacity) except -1:
        """Take a table of so many slots, a power of two, and put what is known into it; in a crowd it is forgotten."""
        cdef void* old_memory = self._memory
        cdef Slot* old = self._slots
        cdef Slot* slot
        cdef uint32_t before = self._capacity, place
        cdef void* memory = PyMem_Calloc(capacity * sizeof(Slot) + LINE, 1)
        if memory is NULL:
            raise MemoryError
        self._memory, self._capacity = memory, capacity
        self._slots = <Slot*>((<uintptr_t>memory + LINE - 1) & ~<uintptr_t>(LINE - 1))
        for place in range(before):
            if old[place].length:
                slot = self._free_slot(old[place].hash)
                if slot is NULL:
                    self.count -= 1
                else:
                    slot[0] = old[place]
        PyMem_Free(old_memory)
        return 0

    cdef Slot* _free_slot(self, uint32_t hash) noexcept:
        """Where a chunk could stand; NULL when there is no place."""
        cdef uint32_t probe, place = hash & (self._capacity - 1)
        for probe in range(_PROBES):
            if self._slots[place].length == 0:
                return &self._slots[place]
            place = (place + 1) & (self._capacity - 1)
        return NULL

    cdef bint _holds(self, const Slot* slot, const Py_UCS4* signs) noexcept:
        """Whether a slot holds these signs, which are as many."""
        cdef Py_ssize_t at
        cdef const Py_UCS4* known
        if not slot.far:
            for at in range(slot.length):
                if signs[at] != slot.near[at]:
                    return False
            return True
        known = &self._signs[slot.far - 1]
        for at in range(slot.length):
            if signs[at] != known[at]:
                return False
        return True


cdef bint _is_near(const Py_UCS4* signs, Py_ssize_t length) noexcept:
    """Whether signs fit into a slot."""
    cdef Py_ssize_t at
    if length > NEAR:
        return False
    for at in range(length):
        if signs[at] > 255:
            return False
    return True
