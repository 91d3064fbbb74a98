# cython: language_level=3, cdivision=True
"""The gaps of white space between the chunks of a text, and which of them a pattern of `bonds` in the analysis binds.

A gap is sure when no pattern can bind it, whatever stands further off, or when one binds it for certain. All others
are doubtful. To doubt too much costs a little time.
"""

from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport Py_UNICODE_ISALNUM, Py_UNICODE_ISDECIMAL, Py_UNICODE_ISSPACE

cdef extern from "Python.h":
    Py_UCS4* PyUnicode_AsUCS4Copy(object text) except NULL
    Py_UCS4* PyUnicode_AsUCS4(object text, Py_UCS4* signs, Py_ssize_t room, bint ended) except NULL

# `items.AND` of the analysis, as one text.
cdef str _ANDS = " & och alt alt. samt resp resp. eller respektive alternativt "
cdef Py_ssize_t _AND_LENGTH = len(_ANDS)
cdef Py_UCS4* _AND_SIGNS = PyUnicode_AsUCS4Copy(_ANDS)
cdef Py_ssize_t _LONGEST_AND = 11
# The gaps that a pattern can bind after the one behind its hyphen: `överenskom-⏎melsen och …`.
cdef Py_ssize_t _BOUND_AFTER_HYPHEN = 2


cdef class Gaps:
    """A text and its chunks: `edges` are where they begin and end, in turn.

    After the text there is room for twice as many signs. Gap i is the one before chunk i; the last is the end.
    """

    def __cinit__(self, str text not None):
        self.length = len(text)
        # A chunk takes a sign and a space at least.
        self.signs = <Py_UCS4*>PyMem_Malloc((3 * self.length + 1) * sizeof(Py_UCS4))
        self.edges = <Py_ssize_t*>PyMem_Malloc((self.length + 2) * sizeof(Py_ssize_t))
        self._new_line = <char*>PyMem_Malloc(self.length // 2 + 2)
        if self.signs is NULL or self.edges is NULL or self._new_line is NULL:
            raise MemoryError
        PyUnicode_AsUCS4(text, self.signs, 3 * self.length + 1, False)
        self._split()

    def __dealloc__(self):
        PyMem_Free(self.signs)
        PyMem_Free(self.edges)
        PyMem_Free(self._new_line)

    cdef void _split(self) noexcept:
        cdef Py_ssize_t at = 0
        cdef bint new_line
        while True:
            new_line = False
            while at < self.length and _is_space(self.signs[at]):
                new_line |= self.signs[at] == u"\n"
                at += 1
            self._new_line[self.count] = new_line
            if at == self.length:
                return
            self.edges[2 * self.count] = at
            self._has_leads |= self.signs[at] == u"§" or _is_hyphen(self.signs[at])
            while at < self.length and not _is_space(self.signs[at]):
                at += 1
            self.edges[2 * self.count + 1] = at
            self.count += 1

    cdef bint begins_sentence(self, Py_ssize_t gap) noexcept:
        """Whether a new line in a gap begins a sentence."""
        cdef Py_UCS4 sign
        if not self._new_line[gap]:
            return False
        sign = self._sign(gap, 0)
        return not (u"a" <= sign <= u"z" or sign == u"å" or sign == u"ä" or sign == u"ö")

    cdef Py_ssize_t sure_after(self, Py_ssize_t first, bint* doubtful) noexcept:
        """The next chunk that is surely cut from the one before it; one more than there are when even the end is in
        doubt. When nothing between is doubtful, all is bound.
        """
        cdef Py_ssize_t chunk = first, bound, doubted = -1
        doubtful[0] = False
        # Most chunks end with a letter, and in most texts none begins with a sign that binds it to what is before it.
        if not self._has_leads and _ends_plainly(self.signs[self.edges[2 * first + 1] - 1]):
            return first + 1
        while chunk < self.count:
            bound = self._surely_bound(chunk)
            if bound:
                chunk += bound
                continue
            if self._may_suspend(chunk):
                doubted = chunk + _BOUND_AFTER_HYPHEN
            if chunk > doubted and not self._may_be_bound(chunk):
                return chunk + 1
            doubtful[0] = True
            chunk += 1
        return self.count + 1

    cdef Py_ssize_t _surely_bound(self, Py_ssize_t chunk) noexcept:
        """How many gaps after a chunk are bound for certain; each of them is one space."""
        cdef Py_UCS4 before, after
        if not self._is_one_space(chunk + 1):
            return 0
        before, after = self._sign(chunk, -1), self._sign(chunk + 1, 0)
        if _is_digit(before):
            # 45 §; 5 753; 45 a
            return after == u"§" or self._digits(chunk + 1) == 3 or self._is_numbering(chunk + 1)
        if before == u"§":
            return _is_digit(after)
        if _is_capital(before):
            # KS 2023/115
            return _is_digit(after) and self._begins_reference(chunk + 1)
        if before == u".":
            # A. Svensson
            return _is_capital(after) and _is_capital(self._sign(chunk, -2))
        return 2 if before == u"-" and self._is_suspended(chunk) else 0

    cdef bint _is_one_space(self, Py_ssize_t gap) noexcept:
        """Whether a gap between two chunks is one space."""
        cdef Py_ssize_t begin
        if gap >= self.count:
            return False
        begin = self.edges[2 * gap - 1]
        return self.edges[2 * gap] == begin + 1 and self.signs[begin] == u" "

    cdef Py_ssize_t _digits(self, Py_ssize_t chunk) noexcept:
        """How many digits a chunk begins with; five are as good as more."""
        cdef Py_ssize_t count = 0
        while count < 5 and _is_digit(self._sign(chunk, count)):
            count += 1
        return count

    cdef bint _is_numbering(self, Py_ssize_t chunk) noexcept:
        """Whether a chunk begins with a single letter, as in `§ 45 a`."""
        cdef Py_UCS4 letter = self._sign(chunk, 0), next = self._sign(chunk, 1)
        if letter == u"i" or letter == u"I" or next == u"_" or Py_UNICODE_ISALNUM(next):
            return False
        return u"a" <= letter <= u"z" or u"A" <= letter <= u"Z"

    cdef bint _begins_reference(self, Py_ssize_t chunk) noexcept:
        """Whether a chunk begins like `2023/115`."""
        cdef Py_ssize_t digits = self._digits(chunk)
        return 2 <= digits <= 4 and self._sign(chunk, digits) in u"/:-" and _is_digit(self._sign(chunk, digits + 1))

    cdef bint _is_suspended(self, Py_ssize_t chunk) noexcept:
        """Whether a chunk that ends with a hyphen is bound to the two after it: `kultur- och fritidsnämnden`."""
        if not (Py_UNICODE_ISALNUM(self._sign(chunk, -2)) and self._is_one_space(chunk + 2)):
            return False
        return self._is_and(chunk + 1) and Py_UNICODE_ISALNUM(self._sign(chunk + 2, 0))

    cdef bint _may_suspend(self, Py_ssize_t chunk) noexcept:
        """Whether a chunk may begin a pattern with a hyphen: `kultur-`, `kultur-,`, `kultur-/`, `kultur-och`."""
        cdef Py_ssize_t begin = self.edges[2 * chunk], end = self.edges[2 * chunk + 1], at = end - 1
        cdef Py_ssize_t least = max(begin, at - _LONGEST_AND - 1)
        if not (_is_hyphen(self.signs[at]) or self.signs[at] in u",/" or self._ends_like_and(chunk)):
            return False
        while at > least and not _is_hyphen(self.signs[at]):
            at -= 1
        if at == begin or not _is_hyphen(self.signs[at]):
            return False
        at += 1
        if at < end and self.signs[at] == u",":
            at += 1
        return at == end or self.signs[at] == u"/" or _is_and(&self.signs[at], end - at)

    cdef bint _ends_like_and(self, Py_ssize_t chunk) noexcept:
        """The last signs of och, eller, samt, respektive, resp, alternativt, alt, with or without a stop, and &."""
        cdef Py_UCS4 last = self._sign(chunk, -1), before = self._sign(chunk, -2)
        if last == u"t":
            return before in u"mvl"
        if last == u".":
            return before in u"pt"
        return (
            (last == u"h" and before == u"c")
            or (last == u"r" and before == u"e")
            or (last == u"e" and before == u"v")
            or (last == u"p" and before == u"s")
            or last == u"&"
        )

    cdef bint _may_be_bound(self, Py_ssize_t chunk) noexcept:
        """Whether the gap after a chunk may be bound by a pattern that does not begin with a hyphen."""
        cdef Py_UCS4 after = self._sign(chunk + 1, 0)
        if after == u"§":
            return True
        if _is_hyphen(after):
            return self._is_and(chunk)
        if _is_digit(after):
            return self._sign(chunk, -1) == u"§"
        return self._may_stand_between(chunk + 1)

    cdef bint _may_stand_between(self, Py_ssize_t chunk) noexcept:
        """Whether what follows may bind a chunk to what is before it: `45 a §`, `vård och -omsorg`."""
        cdef Py_UCS4 after
        if chunk + 1 >= self.count or self.edges[2 * chunk + 1] - self.edges[2 * chunk] > _LONGEST_AND:
            return False
        after = self._sign(chunk + 1, 0)
        return after == u"§" or (_is_hyphen(after) and self._is_and(chunk))

    cdef bint _is_and(self, Py_ssize_t chunk) noexcept:
        """Whether a chunk is a word of coordination."""
        cdef Py_ssize_t begin = self.edges[2 * chunk]
        return _is_and(&self.signs[begin], self.edges[2 * chunk + 1] - begin)

    cdef Py_UCS4 _sign(self, Py_ssize_t chunk, Py_ssize_t place) noexcept:
        """A sign of a chunk by its place from its begin, or from its end below 0; 0 where there is none."""
        cdef Py_ssize_t begin, end
        if chunk >= self.count:
            return 0
        begin, end = self.edges[2 * chunk], self.edges[2 * chunk + 1]
        if place < 0:
            return self.signs[end + place] if end + place >= begin else 0
        return self.signs[begin + place] if begin + place < end else 0


cdef inline bint _is_space(Py_UCS4 sign) noexcept:
    # Most signs are letters, also those of Swedish.
    return (sign <= 32 or 126 < sign < 161 or sign > 255) and Py_UNICODE_ISSPACE(sign)


cdef inline bint _is_digit(Py_UCS4 sign) noexcept:
    return u"0" <= sign <= u"9" if sign < 128 else Py_UNICODE_ISDECIMAL(sign)


cdef inline bint _is_hyphen(Py_UCS4 sign) noexcept:
    return sign == u"-" or sign == u"\u2010" or sign == u"\u2011"


cdef inline bint _is_capital(Py_UCS4 sign) noexcept:
    return u"A" <= sign <= u"Z" or sign == u"Å" or sign == u"Ä" or sign == u"Ö"


cdef inline bint _ends_plainly(Py_UCS4 sign) noexcept:
    """Whether a chunk with this sign at its end binds nothing that is after it."""
    return u"a" <= sign <= u"z" and not (sign in u"hrtep")


cdef bint _is_and(const Py_UCS4* signs, Py_ssize_t length) noexcept:
    """Whether signs are one of the words."""
    cdef Py_ssize_t at, place
    if length > _LONGEST_AND or not (signs[length - 1] in u"hrtep.&"):
        return False
    for at in range(_AND_LENGTH - length - 1):
        if _AND_SIGNS[at] == u" " and _AND_SIGNS[at + length + 1] == u" ":
            place = 0
            while place < length and _AND_SIGNS[at + 1 + place] == signs[place]:
                place += 1
            if place == length:
                return True
    return False
