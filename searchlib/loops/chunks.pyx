# cython: language_level=3, cdivision=True
"""Texts to the numbers of their forms, chunk by chunk: what `numbered.Spelled` of the analysis says, without strings.

A table remembers what chunks mean. A new one that is simple is taken apart here, and its forms are looked up in the same
table; Python is asked only about forms that have no number yet, and about chunks for the grammar.
"""

from cpython cimport array
from cpython.unicode cimport PyUnicode_FromKindAndData
from libc.stdint cimport int32_t, uint32_t, uint64_t

from searchlib.loops.bonds cimport Chunks
from searchlib.loops.chunk_table cimport LONGEST, UNKNOWN, ChunkTable, bring
from searchlib.loops.items cimport Items

cdef extern from "Python.h":
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign) noexcept
    int PyUnicode_4BYTE_KIND

cdef array.array _NUMBERS = array.array("I")

# `terms.IMPLIED` of the analysis.
cdef str _IMPLIED = "\u2060"
# Twice a number must fit.
cdef uint32_t _MOST_NUMBERS = 1 << 30
cdef Py_ssize_t _MOST_SEVERAL = 1 << 28
# So many chunks are looked for in the table before the first of them is read, so that memory answers meanwhile.
cdef enum:
    AHEAD = 64


cdef class ChunkNumbers:
    """Reads texts, and remembers what their chunks mean: at most `most` of them, then it begins anew.

    `numbers[form]` gives a form its number; `read` says what the grammar makes of a chunk; `cut` cuts what is doubtful;
    `implied(beginning, whole)` says what words suspended words stand for; no sentence ends with the stop of
    `abbreviations`.
    """

    cdef object _number, _read, _cut, _implied
    cdef ChunkTable _known
    cdef Items _items
    # What chunks mean that are not of one form, end to end: how many forms, extras and breaks there are, whether a
    # sentence may end after it, the numbers of the forms, index and number of each extra, and the breaks.
    cdef array.array _several
    cdef uint32_t _most

    def __cinit__(self, numbers, read, cut, implied, frozenset abbreviations, uint32_t most):
        self._number, self._read, self._cut, self._implied = numbers.__getitem__, read, cut, implied
        self._most = most
        self._items, self._known = Items(abbreviations), ChunkTable()
        self._several = array.clone(_NUMBERS, 0, zero=False)

    def __len__(self):
        return self._known.count

    def read(self, str text not None):
        """The numbers of the forms, the extras as (position, number), and where sentences begin. No BREAK in it."""
        cdef Chunks chunks = Chunks(text, self._cut)
        cdef _Reading reading = _Reading(chunks.count)
        cdef uint32_t[AHEAD] hashes
        cdef Py_ssize_t first, after, item, begin
        for first in range(0, chunks.count, AHEAD):
            after = min(first + AHEAD, chunks.count)
            for item in range(first, after):
                begin = chunks.edges[2 * item]
                if begin >= 0:
                    hashes[item - first] = _hash(&chunks.signs[begin], chunks.edges[2 * item + 1] - begin)
                    bring(self._known, hashes[item - first])
            for item in range(first, after):
                self._take(reading, chunks, item, hashes[item - first])
        return reading.finished()

    cdef int _take(self, _Reading reading, Chunks chunks, Py_ssize_t item, uint32_t hash) except -1:
        """Read one chunk of a text."""
        cdef Py_ssize_t begin = chunks.edges[2 * item], length = chunks.edges[2 * item + 1] - begin
        if begin < 0:
            return reading.end_sentence()
        cdef int32_t meaning = self._known.find(&chunks.signs[begin], length, hash)
        if meaning == UNKNOWN:
            meaning = self._learn(&chunks.signs[begin], length, hash)
        cdef bint stops
        if meaning >= 0:
            reading.add(meaning >> 1)
            stops = meaning & 1
        else:
            stops = reading.add_several(&self._several.data.as_uints[-1 - meaning])
            if length > LONGEST:
                array.resize_smart(self._several, -1 - meaning)  # it came last, and cannot come again
        if stops and _can_begin(chunks, item + 1):
            reading.end_sentence()
        return 0

    cdef int32_t _learn(self, const Py_UCS4* signs, Py_ssize_t length, uint32_t hash) except? -2147483648:
        """What a chunk means that is not in the table."""
        if self._known.count >= self._most or len(self._several) >= _MOST_SEVERAL:
            self._known.forget()
            self._several = array.clone(_NUMBERS, 0, zero=False)
        cdef int32_t meaning
        if self._items.read(signs, length):
            meaning = self._simple_meaning()
        else:
            meaning = self._grammar_meaning(_string(signs, length))
        # A word alone is its own form, and in the table by now.
        if self._known.find(signs, length, hash) == UNKNOWN:
            self._known.put(signs, length, hash, meaning)
        return meaning

    cdef int32_t _simple_meaning(self) except? -2147483648:
        """What the chunk means that has been taken apart."""
        cdef Items items = self._items
        cdef bint stops = items.stops
        cdef str beginning, whole
        if items.form_count == 1 and not items.extra_count:
            return 2 * self._form_number(0) + stops
        cdef bint suspended = items.suspended
        if suspended:
            beginning, whole = items.form(0), items.form(2)
        forms = [self._form_number(at) for at in range(items.form_count)]
        extras = [(items.places[at], self._numbered(items.extra(at))) for at in range(items.extra_count)]
        if suspended:
            extras = [(0, self._numbered(_IMPLIED + word)) for word in self._implied(beginning, whole)]
        return self._noted(forms, extras, (), stops)

    cdef int32_t _form_number(self, Py_ssize_t at) except -1:
        """The number of a form of the chunk. One of letters alone or digits alone is a chunk of its own as well."""
        cdef Items items = self._items
        cdef const Py_UCS4* form = &items.signs[items.forms[at].begin]
        cdef Py_ssize_t length = items.forms[at].end - items.forms[at].begin
        if not items.is_plain(at):
            return self._numbered(_string(form, length))
        cdef uint32_t hash = _hash(form, length)
        cdef int32_t meaning = self._known.find(form, length, hash)
        if meaning == UNKNOWN:
            meaning = 2 * self._numbered(_string(form, length))
            self._known.put(form, length, hash, meaning)
        return meaning >> 1

    cdef int32_t _grammar_meaning(self, str chunk) except? -2147483648:
        (forms, extras, breaks), stops = self._read(chunk)
        if len(forms) == 1 and not (extras or breaks):
            return 2 * self._numbered(forms[0]) + bool(stops)
        forms = [self._numbered(form) for form in forms]
        return self._noted(forms, [(index, self._numbered(form)) for index, form in extras], breaks, stops)

    cdef int32_t _noted(self, list forms, list extras, tuple breaks, bint stops) except? -2147483648:
        """What a chunk means that consists of these."""
        cdef Py_ssize_t place = len(self._several)
        for number in (len(forms), len(extras), len(breaks), stops, *forms):
            self._note(number)
        for index, number in extras:
            self._note(index)
            self._note(number)
        for index in breaks:
            self._note(index)
        return <int32_t>(-1 - place)

    cdef int32_t _numbered(self, form) except -1:
        cdef Py_ssize_t number = self._number(form)
        if not 0 <= number < _MOST_NUMBERS:
            raise OverflowError("more forms than can be numbered")
        return <int32_t>number

    cdef int _note(self, uint32_t number) except -1:
        cdef Py_ssize_t count = len(self._several)
        array.resize_smart(self._several, count + 1)
        self._several.data.as_uints[count] = number
        return 0


cdef class _Reading:
    """What a text has given so far; `most` chunks are expected."""

    cdef array.array _numbers
    cdef list _extras, _sentences
    cdef Py_ssize_t _read

    def __cinit__(self, Py_ssize_t most):
        self._numbers = array.clone(_NUMBERS, most + 1, zero=False)
        self._read = 0
        self._extras, self._sentences = [], [0]

    cdef int add(self, uint32_t number) except -1:
        """Take a form."""
        if self._read == len(self._numbers):
            array.resize_smart(self._numbers, 2 * self._read + 1)
        self._numbers.data.as_uints[self._read] = number
        self._read += 1
        return 0

    cdef bint add_several(self, const uint32_t* several) except -1:
        """Take the forms, extras and ends of sentences of a chunk; whether a sentence may end after it."""
        cdef Py_ssize_t first = self._read
        cdef uint32_t forms = several[0], extras = several[1], breaks = several[2], at
        cdef const uint32_t* numbers = several + 4
        cdef const uint32_t* pairs = numbers + forms
        for at in range(extras):
            self._extras.append((first + pairs[2 * at], pairs[2 * at + 1]))
        for at in range(breaks):
            self._sentence(first + pairs[2 * extras + at])
        for at in range(forms):
            self.add(numbers[at])
        return several[3]

    cdef int end_sentence(self) except -1:
        """The next form begins a sentence."""
        return self._sentence(self._read)

    cdef int _sentence(self, Py_ssize_t begin) except -1:
        if self._sentences[-1] != begin:
            self._sentences.append(begin)
        return 0

    cdef tuple finished(self):
        """What has been read; no sentence without a form."""
        array.resize(self._numbers, self._read)
        if self._sentences[-1] == self._read:
            self._sentences.pop()
        return self._numbers, self._extras, self._sentences


cdef bint _can_begin(Chunks chunks, Py_ssize_t item) noexcept:
    """Whether what stands at an item can begin a sentence: see `chunks._beginning` of the analysis."""
    cdef Py_ssize_t place = 0
    cdef Py_UCS4 sign = _sign(chunks, item, place)
    while _opens(sign):
        place += 1
        sign = _sign(chunks, item, place)
    if sign == 0 and place:
        sign = _sign(chunks, item + 1, 0)
    return u"A" <= sign <= u"Z" or sign in u"ÅÄÖÉ§" or Py_UNICODE_ISDECIMAL(sign)


cdef Py_UCS4 _sign(Chunks chunks, Py_ssize_t item, Py_ssize_t place) noexcept:
    """A sign of a chunk; 0 where there is none."""
    cdef Py_ssize_t begin
    if item >= chunks.count:
        return 0
    begin = chunks.edges[2 * item]
    if begin < 0:
        return 1 if place == 0 else 0
    return chunks.signs[begin + place] if begin + place < chunks.edges[2 * item + 1] else 0


cdef inline uint32_t _hash(const Py_UCS4* signs, Py_ssize_t length) noexcept:
    cdef uint64_t found = 14695981039346656037u
    cdef Py_ssize_t at
    for at in range(length):
        found = (found ^ <uint64_t>signs[at]) * 1099511628211u
    return <uint32_t>(found ^ (found >> 32))


cdef inline bint _opens(Py_UCS4 sign) noexcept:
    """Whether a sign may stand before a sentence."""
    return sign != 0 and sign in u"\"”’'»«(–•*#-"


cdef inline str _string(const Py_UCS4* signs, Py_ssize_t length):
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, signs, length)
