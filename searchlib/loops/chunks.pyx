# cython: language_level=3, cdivision=True
"""Texts to the numbers of their forms, chunk by chunk: what `numbered.Spelled` of the analysis says, without strings.

A table remembers what chunks mean, by their signs. Letters that are new to it are looked up once more in small
letters; Python is asked only about forms that have no number yet, and about chunks for the grammar.
"""

from cpython cimport array
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Realloc
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

from searchlib.loops.bonds import places

cdef extern from "Python.h":
    Py_UCS4* PyUnicode_AsUCS4Copy(object text) except NULL
    object PyUnicode_FromKindAndData(int kind, const void* signs, Py_ssize_t length)
    Py_UCS4 PyUnicode_READ_CHAR(object text, Py_ssize_t place) noexcept
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign) noexcept
    int PyUnicode_4BYTE_KIND

cdef array.array _NUMBERS = array.array("I")
cdef Py_UCS4 _BREAK = 1

cdef enum:
    # A longer chunk is not remembered, and is no word.
    LONGEST = 80

# Before a full stop, fewer letters may be an abbreviation; the grammar knows.
cdef Py_ssize_t _LONGEST_ABBREVIATION = 5
# At how many places a chunk may stand in the table. That bounds the time of texts that were made to collide.
cdef uint32_t _PROBES = 32
cdef uint32_t _FEWEST_SLOTS = 1 << 12
# Twice a number must fit.
cdef uint32_t _MOST_NUMBERS = 1 << 30


cdef struct Slot:
    # A chunk: its hash, and where its signs stand among those of all; a free slot has none.
    uint32_t hash
    uint32_t begin
    uint32_t length
    # A chunk of one form: twice its number, and one more when a sentence may end after it. Any other: -1 - its place
    # in a list.
    int32_t meaning


cdef class ChunkNumbers:
    """Reads texts, and remembers what their chunks mean: at most `most` of them, then it begins anew.

    `numbers[form]` gives a form its number; `read` says what the grammar makes of a chunk; `cut` cuts what is doubtful.
    """

    cdef object _number, _read, _cut
    cdef list _others
    cdef Slot* _slots
    cdef Py_UCS4* _signs
    cdef uint32_t _capacity, _count, _most, _used, _room

    def __cinit__(self, numbers, read, cut, uint32_t most):
        self._number, self._read, self._cut, self._most = numbers.__getitem__, read, cut, most
        self._others = []
        self._grow(_FEWEST_SLOTS)

    def __dealloc__(self):
        PyMem_Free(self._slots)
        PyMem_Free(self._signs)

    def __len__(self):
        return self._count

    def read(self, str text):
        """The numbers of the forms, the extras as (position, number), and where sentences begin. No BREAK in it."""
        cdef _Text items = _Text(text, *places(text, self._cut))
        cdef Py_ssize_t item
        for item in range(items.count):
            self._take(items, item)
        return items.reading()

    cdef int _take(self, _Text items, Py_ssize_t item) except -1:
        """Read one item of a text."""
        cdef Py_ssize_t length
        cdef const Py_UCS4* signs = items.signs(item, &length)
        if length == 1 and signs[0] == _BREAK:
            items.end_sentence()
            return 0
        cdef uint32_t hash = _hash(signs, length)
        cdef Slot* slot = self._slot(signs, length, hash)
        cdef int32_t meaning
        if slot is not NULL and slot.length:
            meaning = slot.meaning
        else:
            meaning = self._learn(signs, length, hash)
        cdef bint stops
        if meaning >= 0:
            items.add(meaning >> 1)
            stops = meaning & 1
        else:
            numbers, extras, breaks, stops = self._others[-1 - meaning]
            items.add_all(numbers, extras, breaks)
            if length > LONGEST:
                self._others.pop()  # it cannot come again
        if stops and items.can_begin(item + 1):
            items.end_sentence()
        return 0

    cdef int32_t _learn(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash) except? -2147483648:
        """What a chunk means that is not in the table."""
        if self._count >= self._most or len(self._others) >= self._most:
            self._forget()
        cdef Py_UCS4[LONGEST] form
        cdef Py_ssize_t letters = _word(signs, length, form) if length <= LONGEST else 0
        cdef int32_t meaning
        if letters:
            meaning = self._form_meaning(form, letters)
            meaning += signs[length - 1] == u"."
        else:
            meaning = self._grammar_meaning(_string(signs, length))
        self._remember(signs, length, hash, meaning)
        return meaning

    cdef int32_t _form_meaning(self, const Py_UCS4* form, Py_ssize_t length) except -1:
        """What a word in small letters means that stands alone."""
        cdef uint32_t hash = _hash(form, length)
        cdef Slot* slot = self._slot(form, length, hash)
        if slot is not NULL and slot.length:
            return slot.meaning
        cdef int32_t meaning = 2 * self._numbered(_string(form, length))
        self._remember(form, length, hash, meaning)
        return meaning

    cdef int32_t _numbered(self, form) except -1:
        cdef Py_ssize_t number = self._number(form)
        if not 0 <= number < _MOST_NUMBERS:
            raise OverflowError("more forms than can be numbered")
        return <int32_t>number

    cdef int32_t _grammar_meaning(self, chunk) except? -2147483648:
        (forms, extras, breaks), stops = self._read(chunk)
        if len(forms) == 1 and not (extras or breaks):
            return 2 * self._numbered(forms[0]) + bool(stops)
        self._others.append(
            (
                [self._numbered(form) for form in forms],
                [(index, self._numbered(form)) for index, form in extras],
                breaks,
                stops,
            )
        )
        return -len(self._others)

    cdef inline Slot* _slot(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash) noexcept:
        """Where a chunk stands in the table, or the free slot where it could stand; NULL when there is neither."""
        cdef uint32_t probe, place = hash & (self._capacity - 1)
        cdef Slot* slot
        for probe in range(_PROBES):
            slot = &self._slots[place]
            if slot.length == 0:
                return slot
            if slot.hash == hash and slot.length == length and _same(signs, &self._signs[slot.begin], length):
                return slot
            place = (place + 1) & (self._capacity - 1)
        return NULL

    cdef int _remember(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash, int32_t meaning) except -1:
        """Put a chunk into the table, unless it is too long or collides with too many."""
        if length > LONGEST:
            return 0
        self._make_room()
        cdef Slot* slot = self._slot(signs, length, hash)
        if slot is NULL or slot.length:
            return 0
        memcpy(&self._signs[self._used], signs, length * sizeof(Py_UCS4))
        slot.hash, slot.begin, slot.length, slot.meaning = hash, self._used, <uint32_t>length, meaning
        self._used += <uint32_t>length
        self._count += 1
        return 0

    cdef int _make_room(self) except -1:
        """Room for one more chunk."""
        cdef uint32_t room
        if 2 * self._count >= self._capacity:
            self._grow(2 * self._capacity)
        if self._used + LONGEST > self._room:
            room = 2 * self._room + LONGEST
            signs = <Py_UCS4*>PyMem_Realloc(self._signs, room * sizeof(Py_UCS4))
            if signs is NULL:
                raise MemoryError
            self._signs, self._room = signs, room
        return 0

    cdef int _grow(self, uint32_t capacity) except -1:
        """Take a table of so many slots, a power of two, and put what is known into it."""
        cdef Slot* old = self._slots
        cdef Slot* slots = <Slot*>PyMem_Calloc(capacity, sizeof(Slot))
        cdef uint32_t before = self._capacity, place
        if slots is NULL:
            raise MemoryError
        self._slots, self._capacity = slots, capacity
        for place in range(before):
            if old[place].length:
                self._put(&old[place])
        PyMem_Free(old)
        return 0

    cdef void _put(self, const Slot* known) noexcept:
        """Put a chunk of a smaller table into this one; in a crowd it is forgotten."""
        cdef uint32_t probe, place = known.hash & (self._capacity - 1)
        for probe in range(_PROBES):
            if self._slots[place].length == 0:
                self._slots[place] = known[0]
                return
            place = (place + 1) & (self._capacity - 1)
        self._count -= 1

    cdef void _forget(self) noexcept:
        """Begin anew: what is common is soon back."""
        memset(self._slots, 0, self._capacity * sizeof(Slot))
        self._count = self._used = 0
        self._others = []


cdef class _Text:
    """A text while it is read: its chunks, and what they have given."""

    cdef Py_UCS4* _signs
    cdef Py_UCS4* _own
    cdef array.array _edges, _numbers
    cdef list _strings, _extras, _sentences
    cdef readonly Py_ssize_t count
    cdef Py_ssize_t _read

    def __cinit__(self, str text, array.array edges, list strings):
        self._signs = PyUnicode_AsUCS4Copy(text)
        self._edges, self._strings = edges, strings
        self.count = len(edges) // 2
        self._numbers = array.clone(_NUMBERS, self.count + 1, zero=False)
        self._read = 0
        self._extras, self._sentences = [], [0]

    def __dealloc__(self):
        PyMem_Free(self._signs)
        PyMem_Free(self._own)

    cdef const Py_UCS4* signs(self, Py_ssize_t item, Py_ssize_t* length) except NULL:
        """The signs of a chunk; valid until the next is asked for."""
        cdef long long begin = self._edges.data.as_longlongs[2 * item]
        if begin >= 0:
            length[0] = self._edges.data.as_longlongs[2 * item + 1] - begin
            return self._signs + begin
        cdef str chunk = self._strings[-1 - begin]
        PyMem_Free(self._own)
        self._own = NULL
        self._own = PyUnicode_AsUCS4Copy(chunk)
        length[0] = len(chunk)
        return self._own

    cdef Py_UCS4 _sign(self, Py_ssize_t item, Py_ssize_t place) except? 0:
        """A sign of a chunk; 0 where there is none."""
        cdef long long begin
        cdef str chunk
        if item >= self.count:
            return 0
        begin = self._edges.data.as_longlongs[2 * item]
        if begin >= 0:
            return self._signs[begin + place] if begin + place < self._edges.data.as_longlongs[2 * item + 1] else 0
        chunk = self._strings[-1 - begin]
        return PyUnicode_READ_CHAR(chunk, place) if place < len(chunk) else 0

    cdef bint can_begin(self, Py_ssize_t item) except -1:
        """Whether what stands at an item can begin a sentence: see `chunks._beginning`."""
        cdef Py_ssize_t place = 0
        cdef Py_UCS4 sign = self._sign(item, place)
        while _opens(sign):
            place += 1
            sign = self._sign(item, place)
        if sign == 0 and place:
            sign = self._sign(item + 1, 0)
        return u"A" <= sign <= u"Z" or sign in u"ÅÄÖÉ§" or Py_UNICODE_ISDECIMAL(sign)

    cdef int add(self, int32_t number) except -1:
        """Take a form."""
        if self._read == len(self._numbers):
            array.resize_smart(self._numbers, 2 * self._read + 1)
        self._numbers.data.as_uints[self._read] = <uint32_t>number
        self._read += 1
        return 0

    cdef int add_all(self, list numbers, list extras, tuple breaks) except -1:
        """Take the forms, extras and ends of sentences of a chunk, counted from its first form."""
        cdef Py_ssize_t first = self._read
        for index, number in extras:
            self._extras.append((first + index, number))
        for index in breaks:
            self._sentence(first + index)
        for number in numbers:
            self.add(number)
        return 0

    cdef int end_sentence(self) except -1:
        """The next form begins a sentence."""
        return self._sentence(self._read)

    cdef int _sentence(self, Py_ssize_t begin) except -1:
        if self._sentences[-1] != begin:
            self._sentences.append(begin)
        return 0

    cdef tuple reading(self):
        """What has been read; no sentence without a form."""
        array.resize(self._numbers, self._read)
        if self._sentences[-1] == self._read:
            self._sentences.pop()
        return self._numbers, self._extras, self._sentences


cdef inline uint32_t _hash(const Py_UCS4* signs, Py_ssize_t length) noexcept:
    cdef uint64_t found = 14695981039346656037u
    cdef Py_ssize_t at
    for at in range(length):
        found = (found ^ <uint64_t>signs[at]) * 1099511628211u
    return <uint32_t>(found ^ (found >> 32))


cdef inline bint _same(const Py_UCS4* signs, const Py_UCS4* known, Py_ssize_t length) noexcept:
    cdef Py_ssize_t at
    for at in range(length):
        if signs[at] != known[at]:
            return False
    return True


cdef Py_ssize_t _word(const Py_UCS4* signs, Py_ssize_t length, Py_UCS4* form) noexcept:
    """Write a word in small letters, without the signs around it; how many letters, or 0 when the grammar must say.

    The letters of Latin-1 only, and no full stop after what may be an abbreviation.
    """
    cdef Py_ssize_t begin = 0, end = length - (signs[length - 1] == u"."), after = end, at
    while end > 0 and signs[end - 1] in u",;:)”\"":
        end -= 1
    while begin < end and signs[begin] in u"(”\"":
        begin += 1
    if end == after and after < length and end - begin <= _LONGEST_ABBREVIATION:
        return 0
    for at in range(begin, end):
        form[at - begin] = _small(signs[at])
        if form[at - begin] == 0:
            return 0
    return end - begin


cdef inline Py_UCS4 _small(Py_UCS4 sign) noexcept:
    """The small letter of a letter of Latin-1; 0 of any other sign."""
    if u"a" <= sign <= u"z":
        return sign
    if u"A" <= sign <= u"Z" or (u"À" <= sign <= u"Þ" and sign != u"×"):
        return <Py_UCS4>(<uint32_t>sign + 32)
    return sign if u"ß" <= sign <= u"ÿ" and sign != u"÷" else 0


cdef inline bint _opens(Py_UCS4 sign) noexcept:
    """Whether a sign may stand before a sentence."""
    return sign != 0 and sign in u"\"”’'»«(–•*#-"


cdef inline str _string(const Py_UCS4* signs, Py_ssize_t length):
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, signs, length)
