# cython: language_level=3, cdivision=True
"""Cheap looks at a whole text, in one pass over its signs: what `text`, `lines` and `references` ask before patterns.

Each is compiled three times, for texts that take one, two and four bytes a sign.
"""

from libc.stdint cimport uint8_t, uint16_t, uint32_t

from searchlib.loops.stored_signs cimport Sign

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign) noexcept

# How many spaces may part the letters of a word, and how many letters show that one is set apart.
cdef enum:
    MOST_SPACES = 4
    LETTERS = 4

# What a sign of Latin-1 can be, as bits. Tables and `&` instead of branches, for what comes next in a text is hard to
# foretell; a wider sign is looked up by its last eight bits, so that what is found is looked at again.
cdef uint8_t[256] _APART
cdef uint8_t[256] _BEFORE
cdef uint8_t[256] _ENDS
cdef enum:
    OF_REFERENCE = 1
    OF_LABEL = 2

for _sign in range(256):
    _letter = chr(_sign)
    _APART[_sign] = _letter in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"
    _BEFORE[_sign] = OF_REFERENCE * (_letter in " /-ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ") | OF_LABEL * (_letter in "nN")
    _ENDS[_sign] = OF_REFERENCE * (_letter in "0123456789") | OF_LABEL * (_letter in "ruRU")


def is_plain(str text not None, bytes odd not None, str common not None):
    """Whether a text has signs of Latin-1 that are not `odd`, a flag for each of the 256, and `common` ones only."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    cdef const unsigned char* flags
    if len(odd) != 256:
        raise ValueError("a flag for every sign of Latin-1 is needed")
    flags = odd
    if kind == 1:
        return _is_plain(<const uint8_t*> signs, len(text), flags, common)
    if kind == 2:
        return _is_plain(<const uint16_t*> signs, len(text), flags, common)
    return _is_plain(<const uint32_t*> signs, len(text), flags, common)


cdef bint _is_plain(const Sign* signs, Py_ssize_t length, const unsigned char* flags, str common):
    cdef Py_ssize_t at
    for at in range(length):
        if signs[at] < 256:
            if flags[<uint8_t> signs[at]]:
                return False
        elif <Py_UCS4> signs[at] not in common:
            return False
    return True


def has_letters_apart(str text not None):
    """Whether four capitals or digits follow each other with one to four spaces after each."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    if kind == 1:
        return _has_letters_apart(<const uint8_t*> signs, len(text))
    if kind == 2:
        return _has_letters_apart(<const uint16_t*> signs, len(text))
    return _has_letters_apart(<const uint32_t*> signs, len(text))


cdef bint _has_letters_apart(const Sign* signs, Py_ssize_t length) noexcept:
    cdef Py_ssize_t at
    # A letter with spaces after it that was not enough may still be the second of a longer row.
    for at in range(length - 2 * LETTERS + 1):
        if _APART[<uint8_t> signs[at]] & <uint8_t> (signs[at + 1] == u" ") and _is_apart(signs, at, length):
            return True
    return False


cdef bint _is_apart(const Sign* signs, Py_ssize_t at, Py_ssize_t length) noexcept:
    cdef int letter, spaces
    for letter in range(LETTERS):
        if at >= length or not _is_capital_or_digit(signs[at]):
            return False
        at += 1
        spaces = 0
        while at < length and spaces < MOST_SPACES and signs[at] == u" ":
            at += 1
            spaces += 1
        if not spaces:
            return False
    return True


cdef inline bint _is_capital_or_digit(Py_UCS4 sign) noexcept:
    return u"0" <= sign <= u"9" or _is_capital(sign)


cdef inline bint _is_capital(Py_UCS4 sign) noexcept:
    return u"A" <= sign <= u"Z" or sign == u"Å" or sign == u"Ä" or sign == u"Ö"


def reference_signs(str text not None):
    """Three lists of places at which a reference number may be told.

    They are the capitals with a digit after them, at once or after one of the signs ` /-`; `nr`; and `nummer`. The
    last two may be in capitals too.
    """
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    cdef list capitals = [], short = [], long = []
    if kind == 1:
        _reference_signs(<const uint8_t*> signs, len(text), capitals, short, long)
    elif kind == 2:
        _reference_signs(<const uint16_t*> signs, len(text), capitals, short, long)
    else:
        _reference_signs(<const uint32_t*> signs, len(text), capitals, short, long)
    return capitals, short, long


cdef int _reference_signs(const Sign* signs, Py_ssize_t length, list capitals, list short, list long) except -1:
    cdef Py_ssize_t at
    cdef Py_UCS4 sign, before
    for at in range(1, length):
        sign = signs[at]
        before = signs[at - 1]
        if sign < 256 and not _ENDS[<uint8_t> sign] & _BEFORE[<uint8_t> before]:
            continue
        if _is_digit(sign):
            if _is_capital(before):
                capitals.append(at - 1)
            elif (before == u" " or before == u"/" or before == u"-") and at > 1 and _is_capital(signs[at - 2]):
                capitals.append(at - 2)
        elif before == u"n" and sign == u"r" or before == u"N" and sign == u"R":
            short.append(at - 1)
        elif before == u"n" and sign == u"u" and _stands(signs, at + 1, length, b"mmer"):
            long.append(at - 1)
        elif before == u"N" and sign == u"U" and _stands(signs, at + 1, length, b"MMER"):
            long.append(at - 1)
    return 0


cdef inline bint _is_digit(Py_UCS4 sign) noexcept:
    return u"0" <= sign <= u"9" or (sign > 255 and Py_UNICODE_ISDECIMAL(sign))


cdef bint _stands(const Sign* signs, Py_ssize_t at, Py_ssize_t length, const char* word) noexcept:
    """Whether four letters stand at a place."""
    cdef int letter
    if length - at < 4:
        return False
    for letter in range(4):
        if signs[at + letter] != <unsigned char> word[letter]:
            return False
    return True
