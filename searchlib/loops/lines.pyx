# cython: language_level=3
"""First looks at the lines of a document, by their first and last signs: which of them are worth asking patterns about.

What `numbering`, `plain_headings` and `paragraphs` of the ingest say for each line, for all of them in one call.
"""

cdef extern from "Python.h":
    Py_UCS4 PyUnicode_READ_CHAR(object text, Py_ssize_t place) noexcept
    bint Py_UNICODE_ISSPACE(Py_UCS4 sign) noexcept
    bint Py_UNICODE_ISLOWER(Py_UCS4 sign) noexcept
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign) noexcept
    Py_ssize_t PyUnicode_Tailmatch(object text, object word, Py_ssize_t start, Py_ssize_t end, int direction) except -1

# What a line may be, as bits.
cdef enum:
    HEADING = 1
    CLOSING = 2
    YEAR = 4
    # Over how many lines a heading is followed by its text.
    GAP = 5


def number_starts(list texts not None, tuple words not None):
    """The places of the lines that begin with §, a number or one of `words`; a list mark may stand before it."""
    cdef list found = []
    cdef Py_ssize_t place
    cdef str text
    for place in range(len(texts)):
        text = texts[place]
        if text is None:
            raise TypeError("a line is a text")
        if _begins_with_number(text, words):
            found.append(place)
    return found


cdef bint _begins_with_number(str text, tuple words) except -1:
    cdef Py_ssize_t length = len(text), at = _first(text, length)
    cdef Py_UCS4 sign = _sign(text, at, length)
    if sign == u"-" or sign == u"*" or sign == u"•":
        at += 1
        if not Py_UNICODE_ISSPACE(_sign(text, at, length)):
            return False
        while at < length and Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(text, at)):
            at += 1
        sign = _sign(text, at, length)
        if Py_UNICODE_ISDECIMAL(sign):
            return _is_number(text, at, length)
    if sign == u"§":
        return True
    if u"0" <= sign <= u"9":
        return _is_number(text, at, length)
    if sign not in u"PpÄDd":
        return False
    for word in words:
        if PyUnicode_Tailmatch(text, word, at, length, -1):
            return True
    return False


cdef bint _is_number(str text, Py_ssize_t at, Py_ssize_t length) noexcept:
    """Whether the digits here may number something: three at most, or four of a law with its §."""
    cdef Py_ssize_t first = at
    cdef Py_UCS4 sign
    while at < length and Py_UNICODE_ISDECIMAL(PyUnicode_READ_CHAR(text, at)):
        at += 1
    if at - first == 4:
        return _has_law_sign(text, at, length)
    if at - first > 4:
        return False
    sign = _sign(text, at, length)
    if sign == u":" or sign == u")":
        return at + 1 == length or Py_UNICODE_ISSPACE(_sign(text, at + 1, length))
    return at == length or sign == u"." or sign == u"§" or Py_UNICODE_ISSPACE(sign) or _is_letter(sign)


cdef bint _has_law_sign(str text, Py_ssize_t at, Py_ssize_t length) noexcept:
    """Whether § follows, perhaps after a space, a small letter and another space."""
    if Py_UNICODE_ISSPACE(_sign(text, at, length)):
        at += 1
    if u"a" <= _sign(text, at, length) <= u"z":
        at += 1
    if Py_UNICODE_ISSPACE(_sign(text, at, length)):
        at += 1
    return _sign(text, at, length) == u"§"


cdef inline bint _is_letter(Py_UCS4 sign) noexcept:
    return u"a" <= sign <= u"z" or u"A" <= sign <= u"Z" or sign in u"ÅÄÖ"


def heading_looks(list texts not None, Py_ssize_t begin, Py_ssize_t longest, Py_ssize_t longest_dense):
    """The lines from `begin` that may be headings, close the document or hold a year, and that text follows.

    Each is given with what it may be and the line that follows. A heading has at most `longest` signs, and
    `longest_dense` where there is no empty line above it.
    """
    cdef list found = []
    cdef Py_ssize_t place, first, length, following
    cdef int looks
    cdef str text, above, below
    for place in range(max(begin, 0), len(texts)):
        text = texts[place]
        above = texts[place - 1] if place else ""
        below = texts[place + 1] if place + 1 < len(texts) else ""
        if text is None or above is None or below is None:
            raise TypeError("a line is a text")
        length = len(text)
        if not length or length > longest + 10:
            continue
        first = _first(text, length)
        looks = CLOSING * _may_close(text, first, length)
        looks |= YEAR * (length <= 8 and _sign(text, first, length) in u"12")
        looks |= HEADING * _may_be_heading(text, first, longest, longest_dense, above, below)
        if looks:
            following = _following(texts, place)
            if following or looks != HEADING:
                found.append((place, looks, following))
    return found


cdef Py_ssize_t _following(list texts, Py_ssize_t place):
    """The next line that is not empty, 0 when there is none among the next few."""
    cdef Py_ssize_t at
    for at in range(place + 1, min(place + 1 + GAP, len(texts))):
        if texts[at]:
            return at
    return 0


cdef bint _may_close(str text, Py_ssize_t first, Py_ssize_t length) noexcept:
    return _sign(text, first, length) in u"VvJjMmAaUuSsſ" and _sign(text, first + 1, length) in u"iIİıuUnNeE"


cdef bint _may_be_heading(
    str text, Py_ssize_t first, Py_ssize_t longest, Py_ssize_t longest_dense, str above, str below
) noexcept:
    cdef Py_ssize_t end = _end(text), length = end - first
    cdef Py_UCS4 last
    if first >= 2 or not 2 <= length <= longest or not _opens(PyUnicode_READ_CHAR(text, first)):
        return False
    last = PyUnicode_READ_CHAR(text, end - 1)
    if last in u".,:;!-–…" or (last == u"?" and (len(above) or not len(below))):
        return False
    return not len(above) or (length <= longest_dense and _ends_sentence(above))


cdef inline bint _opens(Py_UCS4 sign) noexcept:
    return u"A" <= sign <= u"Z" or u"0" <= sign <= u"9" or sign in u"ÅÄÖÉ”\"“"


cdef inline bint _ends_sentence(str text) noexcept:
    cdef Py_ssize_t end = _end(text)
    return end and PyUnicode_READ_CHAR(text, end - 1) in u".!?:”\"»…)"


def going_on(list texts not None, Py_ssize_t shortest, Py_ssize_t column):
    """How many lines go on with a small letter after one that has not ended, and how many are long enough to tell.

    Those have more than `shortest` signs; a line of `column` signs or more is a paragraph, after which none goes on.
    """
    cdef Py_ssize_t continued = 0, counted = 0, length
    cdef Py_UCS4 last = 0
    cdef str text
    for line in texts:
        text = line
        if text is None:
            raise TypeError("a line is a text")
        length = len(text)
        if not length:
            continue
        counted += length > shortest
        if last and last not in u".!?:" and _goes_on(text, length):
            continued += 1
        last = PyUnicode_READ_CHAR(text, length - 1) if length < column else 0
    return continued, counted


cdef bint _goes_on(str text, Py_ssize_t length) noexcept:
    """Whether a line begins with a small letter and is no item of a list, as `a) ` or `att `."""
    cdef Py_ssize_t at = _first(text, length)
    cdef Py_UCS4 sign = _sign(text, at, length)
    cdef Py_UCS4 second
    if not Py_UNICODE_ISLOWER(sign):
        return False
    second = _sign(text, at + 1, length)
    if (second == u"." or second == u")") and (u"a" <= sign <= u"z" or sign in u"åäö"):
        return not Py_UNICODE_ISSPACE(_sign(text, at + 2, length))
    if sign == u"a" and second == u"t" and _sign(text, at + 2, length) == u"t":
        return not Py_UNICODE_ISSPACE(_sign(text, at + 3, length))
    return True


cdef inline Py_UCS4 _sign(str text, Py_ssize_t at, Py_ssize_t length) noexcept:
    """The sign at a place, U+FFFF past the end: no sign that is asked for."""
    return PyUnicode_READ_CHAR(text, at) if at < length else 0xFFFF


cdef inline Py_ssize_t _first(str text, Py_ssize_t length) noexcept:
    """The place of the first sign that is no white space."""
    cdef Py_ssize_t at = 0
    while at < length and Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(text, at)):
        at += 1
    return at


cdef inline Py_ssize_t _end(str text) noexcept:
    """The place after the last sign that is no white space."""
    cdef Py_ssize_t end = len(text)
    while end and Py_UNICODE_ISSPACE(PyUnicode_READ_CHAR(text, end - 1)):
        end -= 1
    return end
