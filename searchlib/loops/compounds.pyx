# cython: language_level=3, cdivision=True
"""The search for the joints of compounds: what `Splitter.joints_found` of the analysis says.

Every stretch of a word is asked whether it may begin a compound or stand within one.
"""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport PyUnicode_Substring
from libc.stdint cimport uint32_t
from libc.string cimport memcmp

from searchlib.loops.lexicon cimport Lookup
from searchlib.loops.part_set cimport PartSet, longer, may_hold, no_signs

cdef enum:
    LONGEST = 60
    MOST_JOINTS = 4
    SHORTEST_PART = 3
    SHORTEST_COMPOUND = 6
    # A part that may be a compound itself.
    SHORTEST_INNER = 7
    # A free tail after a short head must be long.
    SHORT_HEAD = 3
    LONG_TAIL = 6
    # A beginning of two letters needs a longer word.
    TWO = 2
    LONGEST_HALF_OF_NAME = 6
    # What `Tails` says of a tail; the kinds are its own and one.
    UNKNOWN = 0
    NONE = 1
    FLAGGED = 3
    KIND = 3
    DOUBTFUL = 4

cdef enum:
    # What ends a chain: a tail that carries the dictionary's flag; one that is freer; the same in a word that the
    # dictionary knows, only after -s-; or a part that may stand before another.
    TO_FLAGGED
    TO_FREE
    TO_FREE_KNOWN
    TO_PART

ctypedef unsigned char flag


cdef struct Chain:
    # A chain of parts from the begin of a word: where its last part begins and ends, and the chain before that.
    int start
    int stop
    int before


cdef struct Search:
    # A stretch of a word in which joints are looked for; what is known of the tails after each place; the chains.
    int begin
    int end
    flag[LONGEST + 1] tails
    Chain[LONGEST * MOST_JOINTS + 1] chains
    int count


cdef class Compounds:
    """Finds joints.

    `first` may stand first, `between` between; of `twos` a word may begin with two letters. `judged(tail)` says of
    what kind a tail is, and which of its lemmas may be an ending instead, and `derived(head, doubtful)` decides that.
    Words with lemmas among `simple` are no compounds, nor are short words with one of `surnames` at their end.
    `second` and `common` are properties of the lexicon.
    """

    cdef Lookup _lookup
    cdef PartSet _first, _between
    cdef frozenset _twos
    cdef object _judged, _derived
    cdef tuple _surnames
    cdef set _simple
    cdef uint32_t _second, _common
    # What is known of the lexicon's forms as tails, by their numbers.
    cdef flag* _tails
    cdef Py_ssize_t _tail_count

    def __cinit__(
        self,
        Lookup lookup not None,
        frozenset first not None,
        frozenset between not None,
        frozenset twos not None,
        frozenset simple not None,
        tuple surnames not None,
        judged,
        derived,
        uint32_t second,
        uint32_t common,
    ):
        self._lookup = lookup
        self._first, self._between, self._twos = PartSet(first), PartSet(between), twos
        self._judged, self._derived = judged, derived
        self._simple = {lookup.find(lemma) for lemma in simple}
        self._surnames = tuple([(end.encode(), len(end)) for end in surnames])
        self._second, self._common = second, common
        self._tail_count = lookup.count()
        self._tails = <flag*>PyMem_Calloc(self._tail_count + 1, 1)
        if self._tails is NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self._tails)

    cdef flag tail(self, str form, int begin, int end, long long number) except 0:
        """What is known of a form of the lexicon with this number as a tail."""
        if number >= self._tail_count:
            raise IndexError("the lexicon has become longer")
        if self._tails[number] == UNKNOWN:
            kind, doubtful = self._judged(PyUnicode_Substring(form, begin, end))
            self._tails[number] = <flag>(kind + NONE) | (DOUBTFUL if doubtful else 0)
        return self._tails[number]

    def joints(self, str form not None):
        """The places where the parts after the first begin; empty for a simple word."""
        if not SHORTEST_COMPOUND <= len(form) <= LONGEST:
            return ()
        return _Word(self, form).joints()

    def flagged(self, str form not None):
        """The fewest joints that the dictionary's flags allow."""
        return _Word(self, form).chain(TO_FLAGGED)

    def free(self, str form not None, bint known):
        """Joints before a word that carries no flag; in a word that is `known` only after -s-."""
        return _Word(self, form).chain(TO_FREE_KNOWN if known else TO_FREE)


cdef class _Word:
    """One word while it is searched. Places are counted in letters from its begin."""

    cdef Compounds _of
    cdef str _form
    cdef bytes _encoded
    cdef const unsigned char* _signs
    # Where each letter begins in UTF-8.
    cdef int[LONGEST + 1] _offsets
    cdef int _length
    cdef list _found

    def __cinit__(self, Compounds of, str form):
        if len(form) > LONGEST:
            raise ValueError("too long for a compound")
        self._of, self._form, self._encoded, self._found = of, form, form.encode(), []
        self._signs = self._encoded
        cdef int at, place = 0
        for at in range(<int>len(self._encoded)):
            if self._signs[at] & 0xC0 != 0x80:
                self._offsets[place] = at
                place += 1
        self._length = place
        self._offsets[place] = <int>len(self._encoded)

    cdef tuple chain(self, int ends):
        """The joints of the first chain with such an end, without those within its parts."""
        cdef Search search
        cdef int[MOST_JOINTS] joints
        _begin(&search, 0, self._length)
        count = self._search(&search, ends, joints)
        return tuple([joints[at] for at in range(count)])

    cdef tuple joints(self):
        """All joints."""
        cdef long long number = self._number(0, self._length)
        cdef uint32_t properties = self._of._lookup.properties_at(number)
        cdef bint known = properties != 0 and not properties & self._of._second
        cdef Search search
        cdef int[MOST_JOINTS] joints
        cdef int count
        if self._is_simple(0, self._length, number):
            return ()
        _begin(&search, 0, self._length)
        count = self._search(&search, TO_FLAGGED, joints)
        if not count:
            count = self._search(&search, TO_FREE_KNOWN if known else TO_FREE, joints)
        # The dictionary has names with a capital only. Bolagsverket and Trollhättan: the joint tells.
        if count and known and not properties & self._of._common and not (self._form[joints[0] - 1] in u"es"):
            return ()
        self._take(0, self._length, joints, count)
        return tuple(self._found)

    cdef int _take(self, int begin, int end, const int* joints, int count) except -1:
        """Take the joints of a stretch, and those within parts that are compounds themselves."""
        cdef int at, start = begin, stop
        if not count:
            return 0
        for at in range(count + 1):
            stop = joints[at] if at < count else end
            if start > begin:
                self._found.append(start)
            if stop - start >= SHORTEST_INNER:
                self._take_inner(start, stop, stop == end)
            start = stop
        return 0

    cdef int _take_inner(self, int begin, int end, bint last) except -1:
        """Take the joints within a part; the `last` one ends as words do."""
        cdef Search search
        cdef int[MOST_JOINTS] joints
        cdef int count
        if self._is_simple(begin, end, self._number(begin, end)):
            return 0
        _begin(&search, begin, end)
        count = self._search(&search, TO_FLAGGED if last else TO_PART, joints)
        if not (count or last) and self._form[end - 1] == u"s":
            _begin(&search, begin, end - 1)
            count = self._search(&search, TO_FLAGGED, joints)
        return self._take(begin, end, joints, count)

    cdef bint _is_simple(self, int begin, int end, long long number) except -1:
        """Whether a stretch only looks like a compound: by the list, or as a surname that no dictionary knows.

        `number` is that of the stretch in the lexicon.
        """
        if self._of._lookup.properties_at(number):
            return self._of._lookup.first_lemma_of(number) in self._of._simple
        for surname, letters in self._of._surnames:
            if self._ends_with(begin, end, surname, letters):
                return True
        return False

    cdef bint _ends_with(self, int begin, int end, bytes surname, int letters) noexcept:
        """Whether a short stretch has a surname at its end, after another letter than s."""
        cdef int size = <int>len(surname), after = self._offsets[end]
        cdef const unsigned char* signs = surname
        if not 0 < end - begin - letters <= LONGEST_HALF_OF_NAME or signs[size - 1] != self._signs[after - 1]:
            return False
        return memcmp(signs, &self._signs[after - size], size) == 0 and self._signs[after - size - 1] != c"s"

    cdef long long _number(self, int begin, int end) except -2:
        return self._of._lookup.number_of(&self._signs[self._offsets[begin]], self._size(begin, end))

    cdef int _size(self, int begin, int end) noexcept:
        return self._offsets[end] - self._offsets[begin]

    cdef int _search(self, Search* search, int ends, int* joints) except -1:
        """Find the first chain with a fitting end, fewest parts first; how many joints it has."""
        cdef int layer, chain, begin = 0, end
        search.chains[0].stop, search.chains[0].before = search.begin, -1
        search.count = 1
        for layer in range(MOST_JOINTS):
            end = search.count
            for chain in range(begin, end):
                if self._lengthen(search, chain, end, ends):
                    return _joints(search, joints)
            begin = end
        return 0

    cdef bint _lengthen(self, Search* search, int chain, int layer, int ends) except -1:
        """Take every chain that is longer by a part, but one for each end in a layer; whether the last one taken fits."""
        cdef int start = search.chains[chain].stop, stop
        cdef bint first = start == search.begin, free = ends == TO_FREE or ends == TO_FREE_KNOWN
        cdef PartSet parts = self._of._first if first else self._of._between
        cdef uint32_t hash = no_signs()
        for stop in range(start, search.end - SHORTEST_PART + 1):
            if stop >= start + SHORTEST_PART and self._is_part(parts, hash, start, stop, free):
                if _take_chain(search, chain, stop, layer) and self._fits(search, start, stop, ends):
                    return True
            hash = longer(hash, self._form[stop])
        if free and first and search.end - start >= LONG_TAIL + TWO and self._form[start : start + TWO] in self._of._twos:
            return _take_chain(search, chain, start + TWO, layer) and self._fits(search, start, start + TWO, ends)
        return False

    cdef bint _is_part(self, PartSet parts, uint32_t hash, int start, int stop, bint free) except -1:
        """Whether a stretch may stand before another part; of three equal letters one is not written."""
        if may_hold(parts, hash) and PyUnicode_Substring(self._form, start, stop) in parts.parts:
            return True
        if not free or self._form[stop] != self._form[stop - 1] or not may_hold(parts, longer(hash, self._form[stop])):
            return False
        return PyUnicode_Substring(self._form, start, stop + 1) in parts.parts

    cdef bint _fits(self, Search* search, int start, int joint, int ends) except -1:
        """Whether what follows a joint can end the stretch."""
        cdef bint elided
        if ends == TO_PART:
            return self._may_begin(PyUnicode_Substring(self._form, joint, search.end))
        if self._tail(search, joint) == NONE:
            return False
        cdef str head = PyUnicode_Substring(self._form, start, joint)
        if ends == TO_FLAGGED:
            return self._tail_kind(search, head, joint) == FLAGGED
        elided = not self._may_begin(head)
        if ends == TO_FREE_KNOWN and not elided and self._form[joint - 1] != u"s":
            return False
        cdef int kind = self._tail_kind(search, head, joint)
        if kind == NONE or (elided and kind != FLAGGED):
            return False
        return start > search.begin or elided or joint - start > SHORT_HEAD or search.end - joint >= LONG_TAIL

    cdef bint _may_begin(self, str part) except -1:
        return part in self._of._first.parts or part in self._of._between.parts

    cdef int _tail(self, Search* search, int joint) except -1:
        """The kind of the tail after a joint, with DOUBTFUL when that depends on what is before it."""
        cdef long long number
        if search.tails[joint] == UNKNOWN:
            number = self._number(joint, search.end)
            search.tails[joint] = NONE if number < 0 else self._of.tail(self._form, joint, search.end, number)
        return search.tails[joint]

    cdef int _tail_kind(self, Search* search, str head, int joint) except -1:
        """The kind of the tail after this part."""
        cdef int tail = self._tail(search, joint)
        if not tail & DOUBTFUL:
            return tail
        _, doubtful = self._of._judged(PyUnicode_Substring(self._form, joint, search.end))
        return NONE if self._of._derived(head, doubtful) else tail & KIND


cdef void _begin(Search* search, int begin, int end) noexcept:
    """Search a stretch anew."""
    cdef int place
    search.begin, search.end = begin, end
    for place in range(begin, end + 1):
        search.tails[place] = UNKNOWN


cdef bint _take_chain(Search* search, int chain, int stop, int layer) noexcept:
    """Add a chain, unless one of this layer ends there already."""
    cdef int other
    for other in range(layer, search.count):
        if search.chains[other].stop == stop:
            return False
    search.chains[search.count].start = search.chains[chain].stop
    search.chains[search.count].stop = stop
    search.chains[search.count].before = chain
    search.count += 1
    return True


cdef int _joints(const Search* search, int* joints) noexcept:
    """The joints of the last chain, and how many they are."""
    cdef int chain = search.count - 1, count = 0, at
    while search.chains[chain].before >= 0:
        count += 1
        chain = search.chains[chain].before
    chain = search.count - 1
    for at in range(count - 1, -1, -1):
        joints[at] = search.chains[chain].stop
        chain = search.chains[chain].before
    return count
