# cython: language_level=3, cdivision=True
"""The search for the joints of compounds: what `Splitter.flagged_joints` and `free_joints` of the analysis say.

Every stretch of a word is asked whether it may begin a compound or stand within one. A bit for the hash of each part
that may says no nearly always, before a string is made of the stretch and the sets are asked.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport PyUnicode_Substring
from libc.stdint cimport uint32_t

cdef enum:
    LONGEST = 60
    MOST_JOINTS = 4
    SHORTEST_PART = 3
    # A free tail after a short head must be long.
    SHORT_HEAD = 3
    LONG_TAIL = 6
    # A beginning of two letters needs a longer word.
    TWO = 2
    # What `Tails` says of a tail.
    UNKNOWN = -1
    NONE = 0
    FLAGGED = 2
    BITS = 1 << 22

ctypedef unsigned char flag


cdef struct Chain:
    # A chain of parts from the begin of the word: where its last part begins and ends, and the chain before that.
    int start
    int stop
    int before


cdef class Chains:
    """Finds chains of parts, fewest first.

    `first` may stand first, `between` between; of `twos` a word may begin with two letters. `judged(tail)` says of
    what kind a tail is, and which of its lemmas may be an ending instead, and `derived(head, doubtful)` decides that.
    """

    cdef frozenset _first, _between, _twos
    cdef object _judged, _derived
    cdef flag* _first_bits
    cdef flag* _between_bits

    def __cinit__(self, frozenset first not None, frozenset between not None, frozenset twos not None, judged, derived):
        self._first, self._between, self._twos = first, between, twos
        self._judged, self._derived = judged, derived
        self._first_bits, self._between_bits = _bits(first), _bits(between)
        if self._first_bits is NULL or self._between_bits is NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self._first_bits)
        PyMem_Free(self._between_bits)

    def flagged(self, str form not None):
        """The fewest joints that the dictionary's flags allow."""
        return _Search(self, form).found(False, False)

    def free(self, str form not None, bint known):
        """Joints before a word that carries no flag; in a word that is `known` only after -s-."""
        return _Search(self, form).found(True, known)


cdef class _Search:
    """The search in one word."""

    cdef Chains _of
    cdef str _form
    cdef int _length
    cdef int[LONGEST] _kinds
    cdef Chain[LONGEST * MOST_JOINTS + 1] _chains
    cdef int _count

    def __cinit__(self, Chains of, str form):
        if len(form) > LONGEST:
            raise ValueError("too long for a compound")
        cdef int place
        self._of, self._form, self._length = of, form, <int>len(form)
        for place in range(LONGEST):
            self._kinds[place] = UNKNOWN
        self._chains[0].stop, self._chains[0].before = 0, -1
        self._count = 1

    cdef tuple found(self, bint free, bint known):
        """The joints of the first chain before a fitting tail."""
        cdef int layer, chain, begin = 0, end
        for layer in range(MOST_JOINTS):
            end = self._count
            for chain in range(begin, end):
                if self._lengthen(chain, end, free, known):
                    return self._joints(self._count - 1)
            begin = end
        return ()

    cdef bint _lengthen(self, int chain, int layer, bint free, bint known) except -1:
        """Take every chain that is longer by a part, but one for each end in a layer; whether the last one taken fits."""
        cdef int start = self._chains[chain].stop, stop
        cdef frozenset parts = self._of._between if start else self._of._first
        cdef flag* bits = self._of._between_bits if start else self._of._first_bits
        cdef uint32_t hash = _NO_SIGNS
        for stop in range(start, self._length - SHORTEST_PART + 1):
            if stop >= start + SHORTEST_PART and self._is_part(parts, bits, hash, start, stop, free):
                if self._take(chain, stop, layer) and self._fits(start, stop, free, known):
                    return True
            hash = _longer(hash, self._form[stop])
        if free and start == 0 and self._length >= LONG_TAIL + TWO and self._form[:TWO] in self._of._twos:
            return self._take(chain, TWO, layer) and self._fits(0, TWO, free, known)
        return False

    cdef bint _is_part(self, frozenset parts, const flag* bits, uint32_t hash, int start, int stop, bint free) except -1:
        """Whether a stretch may stand before another part; of three equal letters one is not written."""
        if _may_hold(bits, hash) and PyUnicode_Substring(self._form, start, stop) in parts:
            return True
        if not free or self._form[stop] != self._form[stop - 1] or not _may_hold(bits, _longer(hash, self._form[stop])):
            return False
        return PyUnicode_Substring(self._form, start, stop + 1) in parts

    cdef bint _take(self, int chain, int stop, int layer) noexcept:
        """Add a chain, unless one of this layer ends there already."""
        cdef int other
        for other in range(layer, self._count):
            if self._chains[other].stop == stop:
                return False
        self._chains[self._count].start = self._chains[chain].stop
        self._chains[self._count].stop = stop
        self._chains[self._count].before = chain
        self._count += 1
        return True

    cdef bint _fits(self, int start, int joint, bint free, bint known) except -1:
        """Whether what follows a joint can end the word."""
        cdef str head
        cdef bint elided
        if self._kind(joint) == NONE:
            return False
        head = PyUnicode_Substring(self._form, start, joint)
        if not free:
            return self._ends(head, joint) == FLAGGED
        elided = head not in self._of._first and head not in self._of._between
        if known and not elided and self._form[joint - 1] != u"s":
            return False
        cdef int kind = self._ends(head, joint)
        if kind == NONE or (elided and kind != FLAGGED):
            return False
        return start > 0 or elided or joint > SHORT_HEAD or self._length - joint >= LONG_TAIL

    cdef int _kind(self, int joint) except -2:
        """The kind of the tail after a joint, whatever is before it."""
        if self._kinds[joint] == UNKNOWN:
            self._kinds[joint] = self._of._judged(PyUnicode_Substring(self._form, joint, self._length))[0]
        return self._kinds[joint]

    cdef int _ends(self, str head, int joint) except -2:
        """The same after a part that may make an ending of it."""
        kind, doubtful = self._of._judged(PyUnicode_Substring(self._form, joint, self._length))
        return NONE if doubtful and self._of._derived(head, doubtful) else kind

    cdef tuple _joints(self, int chain):
        cdef list found = []
        while self._chains[chain].before >= 0:
            found.append(self._chains[chain].stop)
            chain = self._chains[chain].before
        found.reverse()
        return tuple(found)


cdef uint32_t _NO_SIGNS = 2166136261u


cdef inline uint32_t _longer(uint32_t hash, Py_UCS4 sign) noexcept:
    """The hash of a stretch that is longer by a sign."""
    return (hash ^ <uint32_t>sign) * 16777619u


cdef inline uint32_t _bit(uint32_t hash) noexcept:
    return (hash ^ (hash >> 15)) & (BITS - 1)


cdef inline bint _may_hold(const flag* bits, uint32_t hash) noexcept:
    return bits[_bit(hash) >> 3] >> (_bit(hash) & 7) & 1


cdef flag* _bits(frozenset parts) except? NULL:
    """A bit for the hash of each part."""
    cdef flag* bits = <flag*>PyMem_Calloc(BITS // 8, 1)
    cdef str part
    cdef uint32_t hash
    cdef Py_UCS4 sign
    if bits is NULL:
        return NULL
    for part in parts:
        hash = _NO_SIGNS
        for sign in part:
            hash = _longer(hash, sign)
        bits[_bit(hash) >> 3] |= <flag>(1 << (_bit(hash) & 7))
    return bits
