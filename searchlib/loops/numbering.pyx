# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Numbers for strings in the order in which they come: the definition is `engines.whoosh.numbering.SlowNumbering`.

Words repeat, so nearly every one of a text is looked up in a large table and found. What that costs is waiting for
memory; here the places of the next words are asked for before they are needed.
"""

from cpython cimport array
from cpython.object cimport PyObject
from libc.stdint cimport uint32_t
from libc.stdlib cimport calloc, free

import array as arrays

cdef extern from "Python.h":
    object PySequence_Fast(object, const char *)
    PyObject **PySequence_Fast_ITEMS(object)
    Py_ssize_t PySequence_Fast_GET_SIZE(object)
    bint PyUnicode_CheckExact(PyObject *)
    Py_hash_t PyObject_Hash(PyObject *) except? -1

cdef extern from *:
    """
    #if defined(__GNUC__) || defined(__clang__)
    #define searchlib_fetch(place) __builtin_prefetch(place)
    #else
    #define searchlib_fetch(place)
    #endif
    """
    void searchlib_fetch(const void *place) noexcept nogil

cdef enum:
    SMALLEST = 1024
    # How many words ahead.
    AHEAD = 8

# A slot is free when it has no string. The table is never more than half full.
cdef struct Slot:
    Py_hash_t hash
    PyObject *string
    uint32_t number


cdef class Numbering:
    """A number for each string, given when it is first asked for."""

    cdef list _strings
    cdef Slot *_slots
    cdef Py_ssize_t _mask

    def __cinit__(self):
        self._strings = []
        self._slots = <Slot *>calloc(SMALLEST, sizeof(Slot))
        self._mask = SMALLEST - 1
        if self._slots == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self._slots)

    def __len__(self):
        return len(self._strings)

    def since(self, Py_ssize_t number):
        """The strings from a number on."""
        return self._strings[number:]

    def of(self, str string not None):
        """The number of a string."""
        return self._of(<PyObject *>string, hash(string))

    def extend(self, target, strings):
        """Append the numbers of many strings to an array of the type "I"."""
        # Held until the end, so that no word needs to be.
        held = PySequence_Fast(strings, "not strings")
        cdef PyObject **words = PySequence_Fast_ITEMS(held)
        cdef Py_ssize_t count = PySequence_Fast_GET_SIZE(held), at, last
        cdef Py_hash_t[AHEAD] hashes
        cdef array.array numbers = array.clone(_EMPTY, count, zero=False)
        for at in range(-AHEAD, count + AHEAD):
            if at + AHEAD < count:
                searchlib_fetch(words[at + AHEAD])
            last = at - AHEAD
            if last >= 0:
                numbers.data.as_uints[last] = self._of(words[last], hashes[last % AHEAD])
            if 0 <= at < count:
                if not PyUnicode_CheckExact(words[at]):
                    raise TypeError("not a string")
                hashes[at % AHEAD] = PyObject_Hash(words[at])
                searchlib_fetch(&self._slots[hashes[at % AHEAD] & self._mask])
        target.extend(numbers)

    cdef uint32_t _of(self, PyObject *string, Py_hash_t found) except? 0xFFFFFFFF:
        cdef Py_ssize_t at = found & self._mask
        while self._slots[at].string != NULL:
            if self._slots[at].hash == found:
                if self._slots[at].string == string or <str>self._slots[at].string == <str>string:
                    return self._slots[at].number
            at = (at + 1) & self._mask
        return self._new(<str>string, found)

    cdef uint32_t _new(self, str string, Py_hash_t found) except? 0xFFFFFFFF:
        cdef Py_ssize_t number = len(self._strings)
        if number >= 0xFFFFFFFF:
            raise OverflowError("too many strings")
        if 2 * number > self._mask:
            self._grow()
        self._strings.append(string)
        _put(self._slots, self._mask, Slot(found, <PyObject *>string, number))
        return number

    cdef _grow(self):
        cdef Py_ssize_t mask = 2 * self._mask + 1, at
        cdef Slot *slots = <Slot *>calloc(mask + 1, sizeof(Slot))
        if slots == NULL:
            raise MemoryError
        for at in range(self._mask + 1):
            if self._slots[at].string != NULL:
                _put(slots, mask, self._slots[at])
        free(self._slots)
        self._slots, self._mask = slots, mask


cdef void _put(Slot *slots, Py_ssize_t mask, Slot slot) noexcept:
    cdef Py_ssize_t at = slot.hash & mask
    while slots[at].string != NULL:
        at = (at + 1) & mask
    slots[at] = slot


cdef array.array _EMPTY = arrays.array("I")
