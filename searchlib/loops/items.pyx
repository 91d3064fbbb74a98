# cython: language_level=3, cdivision=True
"""What the grammar says of simple chunks: what `ChunkReader.read_chunk` of the analysis says, which reads all others.

A chunk is simple when it holds letters of Latin-1, digits, and the commonest signs, and is neither an address nor an
abbreviation. Its items are groups of letters and digits with a sign between each two: `2015-12`, `KS 2023/115`,
`RF-SISU`. Each kind has its own in `items` and `parse` of the analysis.
"""

from cpython.unicode cimport PyUnicode_FromKindAndData
from libc.stdint cimport uint8_t

cdef extern from "Python.h":
    int PyUnicode_4BYTE_KIND

cdef enum:
    # Kinds of signs.
    UNKNOWN_KIND = 0
    LETTER = 1
    CAPITAL = 2  # of those that references are made of
    DIGIT = 3
    APART = 4
    SPACE = 5  # the first sign of a bound space

cdef frozenset _ADDRESSES = frozenset(("www", "http", "https"))
cdef frozenset _ANDS = frozenset(("och", "eller", "samt", "respektive", "resp", "alternativt", "alt"))
cdef Py_UCS4 _BOUND_SPACE = u"j"
# Stands for the hyphen of a suspended word and the bound space behind it.
cdef Py_UCS4 _SUSPENDED = 2
# Endings after a colon, top domains and parts of dotted abbreviations have no more letters.
cdef int _LONGEST_ENDING = 4


cdef class Items:
    """One chunk: its signs in small letters, its forms as spans of them, and its extras as spans of `wholes`.

    `places` says of each extra whose place it shares. Of `suspended` words (`kultur- och fritidsnämnden`) the lexicon
    must say what the first and the third form imply in the place of the first. `abbreviations` are the words with whose stop no sentence ends.
    """

    def __cinit__(self, frozenset abbreviations not None):
        self._abbreviations = abbreviations

    cdef bint read(self, const Py_UCS4* signs, Py_ssize_t length) except -1:
        """Whether the chunk is simple; then all else is what the grammar says."""
        cdef int at, end
        if not 0 < length <= LONGEST or not self._take_signs(signs, <int>length):
            return False
        self.form_count = self.extra_count = self._used = 0
        self.suspended = False
        at = self._after_signs(0)
        while at < self._length:
            end = self._item(at)
            if not end or not self._parse(end):
                return False
            at = self._after_signs(end)
            if at < self._length and _may_join(&self.signs[end], at - end):
                return False
        self.stops = self._ends_sentence()
        return not self.suspended or self.form_count == 3

    cdef bint is_plain(self, Py_ssize_t form) noexcept:
        """Whether a form is of letters alone or of digits alone."""
        return self._run_end(self.forms[form].begin, self.forms[form].end) == self.forms[form].end

    cdef str form(self, Py_ssize_t place):
        """A form."""
        return self._string(self.forms[place])

    cdef str _string(self, Span span):
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &self.signs[span.begin], span.end - span.begin)

    cdef str extra(self, Py_ssize_t place):
        """An extra form."""
        cdef Span span = self.extras[place]
        return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, &self.wholes[span.begin], span.end - span.begin)

    cdef bint _take_signs(self, const Py_UCS4* signs, int length) noexcept:
        cdef int at
        for at in range(length):
            self._kinds[at] = _kind(signs[at])
            if self._kinds[at] == UNKNOWN_KIND:
                return False
            self.signs[at] = _small(signs[at])
        self._length = length
        return True

    cdef int _after_signs(self, int at) noexcept:
        """Where the signs end that separate items."""
        while at < self._length and self._kinds[at] == APART:
            at += 1
        return at

    cdef int _item(self, int at) noexcept:
        """Where the item ends that begins here, whose groups are found; 0 when it is not simple."""
        cdef int after
        self._group_count = 0
        while at < self._length and self._is_alnum(at):
            self._groups[self._group_count].begin = at
            while at < self._length and self._is_alnum(at):
                at += 1
            self._groups[self._group_count].end = at
            self._group_count += 1
            after = self._after_joint(at)
            if after == at:
                return at
            if after < 0:
                return 0
            self._joints[self._group_count] = self._joint(at)
            at = after
        return 0

    cdef Py_UCS4 _joint(self, int at) noexcept:
        """The sign that stands for what is between two groups."""
        if self._kinds[at] == SPACE:
            return u" "
        return _SUSPENDED if self._kinds[at + 1] == SPACE else self.signs[at]

    cdef int _after_joint(self, int at) noexcept:
        """Where the next group begins; the same place when the item ends there; -1 when it is not simple."""
        if at >= self._length:
            return at
        if self._kinds[at] == SPACE:
            return at + 2 if at + 2 < self._length and self.signs[at + 1] == _BOUND_SPACE else -1
        if self.signs[at] == u"-" and at + 3 < self._length and self._kinds[at + 1] == SPACE:
            return at + 3 if self.signs[at + 2] == _BOUND_SPACE else -1
        if at + 1 >= self._length or not self._is_alnum(at + 1):
            return at
        if self.signs[at] in u"-/.:":
            return at + 1
        if self.signs[at] == u",":
            return at + 1 if self._kinds[at - 1] == DIGIT and self._kinds[at + 1] == DIGIT else at
        return -1 if self.signs[at] in u"+&'’" else at

    cdef bint _parse(self, int end) except -1:
        """Add what the item consists of; False when it is not simple."""
        if self._group_count == 1:
            return self._single(self._groups[0])
        if self._has_joint(_SUSPENDED):
            return self._take_suspended()
        if self._may_be_number():
            if not self._is_number(end):
                return False
            self._add_groups(True)
            return True
        if self._has_joint(u" ") and not self._is_reference():
            return False
        if self._is_strange():
            return False
        if self._is_name():
            self._add(self._groups[0].begin, end)
            self._add_whole(self.form_count - 1, False)
            return True
        if self._is_identifier():
            self._add_runs()
            return True
        self._add_groups(not (self._has_joint(u"/") or self._has_joint(u".") or self._has_joint(u":")))
        return True

    cdef bint _single(self, Span group) except -1:
        """`beslut`, `2015`, `a4`; `covid19` is `covid 19` written together."""
        cdef int middle = self._run_end(group.begin, group.end), place = self.form_count
        cdef int before = middle - group.begin, after = group.end - middle
        if not after and self._kinds[group.begin] != DIGIT:
            if group.end < self._length and self.signs[group.end] in u".:" and self._is_beginning(group):
                return False
        if after and self._run_end(middle, group.end) == group.end:
            if (before >= 3 and after <= 4) if self._kinds[group.begin] != DIGIT else (before <= 4 and after >= 3):
                self._add_runs_of(group)
                self._add_whole(place, False)
                return True
        self._add(group.begin, group.end)
        return True

    cdef bint _take_suspended(self) except -1:
        """`kultur- och fritidsnämnden`."""
        cdef int at
        if self._group_count != 3 or self._joints[1] != _SUSPENDED or self._joints[2] != u" ":
            return False
        for at in range(self._groups[1].begin, self._groups[1].end):
            if self._kinds[at] != LETTER:
                return False
        if self.suspended or self._string(self._groups[1]) not in _ANDS:
            return False
        self.suspended = True
        self._add_groups(False)
        return True

    cdef bint _is_beginning(self, Span group) except -1:
        """Whether a word is an abbreviation or begins an address."""
        word = self._string(group)
        return word in self._abbreviations or word in _ADDRESSES

    cdef bint _may_be_number(self) noexcept:
        """Whether the grammar tries to read groups of thousands: `5 753` and `12.000`, perhaps `12.000a`."""
        cdef Span second = self._groups[1]
        if not (self._joints[1] == u" " or self._joints[1] == u".") or not 1 <= self._all_digits(0) <= 3:
            return False
        return self._kinds[second.begin] == DIGIT and self._run_end(second.begin, second.end) - second.begin == 3

    cdef bint _is_number(self, int end) noexcept:
        """Whether all is one number."""
        cdef int group
        if self._group_count > 5 or (end < self._length and (self.signs[end] == u"/" or self.signs[end] == u":")):
            return False
        for group in range(1, self._group_count):
            if self._all_digits(group) != 3 or not (self._joints[group] == u" " or self._joints[group] == u"."):
                return False
        return True

    cdef bint _is_reference(self) noexcept:
        """Whether all is a reference with a space: `KS 2023/115`."""
        cdef int group
        if self._group_count < 3 or self._joints[1] != u" " or not 1 <= self._all_capitals(0) <= 6:
            return False
        for group in range(2, self._group_count):
            if not (self._joints[group] in u"/:-"):
                return False
        return 2 <= self._all_digits(1) <= 4 and self._all_digits(2) > 0

    cdef bint _is_strange(self) noexcept:
        """Whether it may be an address, an abbreviation or a word with an ending after a colon."""
        cdef int group, begin, letters
        for group in range(1, self._group_count):
            begin = self._groups[group].begin
            if self._joints[group] == u"." and self._kinds[begin - 2] != DIGIT:
                return True
            letters = self._run_end(begin, self._groups[group].end) - begin if self._kinds[begin] != DIGIT else 0
            if 1 <= letters <= _LONGEST_ENDING:
                if self._joints[group] == u"." or (self._joints[group] == u":" and group == 1):
                    return True
        return False

    cdef bint _is_name(self) noexcept:
        """Whether all is an abbreviated name: `RF-SISU`."""
        cdef int group
        for group in range(self._group_count):
            if not 2 <= self._all_capitals(group) <= 5 or (group and self._joints[group] != u"-"):
                return False
        return True

    cdef bint _is_identifier(self) noexcept:
        """Whether there are several numbers in it, or one and a sign of identifiers."""
        cdef int group, at, numbers = 0
        for group in range(self._group_count):
            at = self._groups[group].begin
            while at < self._groups[group].end:
                numbers += self._kinds[at] == DIGIT
                at = self._run_end(at, self._groups[group].end)
        return numbers > 1 or (numbers == 1 and (self._has_joint(u"/") or self._has_joint(u":")))

    cdef int _all_digits(self, int group) noexcept:
        """How many digits a group has that is nothing else; 0 of another one."""
        cdef Span span = self._groups[group]
        if self._kinds[span.begin] != DIGIT or self._run_end(span.begin, span.end) != span.end:
            return 0
        return span.end - span.begin

    cdef int _all_capitals(self, int group) noexcept:
        """How many capitals a group has that is nothing else; 0 of another one."""
        cdef Span span = self._groups[group]
        cdef int at
        for at in range(span.begin, span.end):
            if self._kinds[at] != CAPITAL:
                return 0
        return span.end - span.begin

    cdef int _run_end(self, int begin, int end) noexcept:
        """Where the digits or letters end that begin here."""
        cdef bint digits = self._kinds[begin] == DIGIT
        while begin < end and (self._kinds[begin] == DIGIT) == digits:
            begin += 1
        return begin

    cdef bint _is_alnum(self, int at) noexcept:
        return self._kinds[at] <= DIGIT

    cdef bint _has_joint(self, Py_UCS4 sign) noexcept:
        cdef int group
        for group in range(1, self._group_count):
            if self._joints[group] == sign:
                return True
        return False

    cdef bint _ends_sentence(self) noexcept:
        """Whether a sentence ends here if the next chunk can begin one."""
        cdef int end = self._length
        while end and self.signs[end - 1] in u"\"”’'»)]":
            end -= 1
        return end and self.signs[end - 1] in u".!?…"

    cdef void _add(self, int begin, int end) noexcept:
        self.forms[self.form_count].begin, self.forms[self.form_count].end = begin, end
        self.form_count += 1

    cdef void _add_groups(self, bint whole) noexcept:
        """Take each group as a form, and perhaps all of them written together."""
        cdef int group, place = self.form_count
        for group in range(self._group_count):
            self._add(self._groups[group].begin, self._groups[group].end)
        if whole:
            self._add_whole(place, False)

    cdef void _add_runs(self) noexcept:
        """Take all runs of letters and of digits, and the whole with its signs."""
        cdef int group, place = self.form_count
        for group in range(self._group_count):
            self._add_runs_of(self._groups[group])
        self._add_whole(place, True)

    cdef void _add_runs_of(self, Span group) noexcept:
        cdef int at = group.begin, end
        while at < group.end:
            end = self._run_end(at, group.end)
            self._add(at, end)
            at = end

    cdef void _add_whole(self, int place, bint joints) noexcept:
        """Take the groups as one extra form, with the signs between them or without; never with a space."""
        cdef int group, at, begin = self._used
        for group in range(self._group_count):
            if group and joints and self._joints[group] != u" ":
                self.wholes[self._used] = self._joints[group]
                self._used += 1
            for at in range(self._groups[group].begin, self._groups[group].end):
                self.wholes[self._used] = self.signs[at]
                self._used += 1
        self.extras[self.extra_count].begin, self.extras[self.extra_count].end = begin, self._used
        self.places[self.extra_count] = place
        self.extra_count += 1


cdef uint8_t _kind(Py_UCS4 sign) noexcept:
    if u"a" <= sign <= u"z":
        return LETTER
    if u"0" <= sign <= u"9":
        return DIGIT
    if u"A" <= sign <= u"Z" or sign in u"ÅÄÖ":
        return CAPITAL
    if u"À" <= sign <= u"ÿ" and sign != u"×" and sign != u"÷":
        return LETTER
    if sign == 1:
        return SPACE
    return APART if sign in u"-/.:,;!?…()[]\"”’'»«–—−%=*•|+&<>€" else UNKNOWN_KIND


cdef inline Py_UCS4 _small(Py_UCS4 sign) noexcept:
    """The small letter of a letter of Latin-1; every other sign as it is."""
    if u"A" <= sign <= u"Z" or (u"À" <= sign <= u"Þ" and sign != u"×"):
        return <Py_UCS4>(<int>sign + 32)
    return sign


cdef bint _may_join(const Py_UCS4* signs, int length) noexcept:
    """Whether signs between two items may join them after all."""
    cdef int at
    for at in range(length):
        if signs[at] in u"-/:+&'’":
            return True
    return False
