# cython: language_level=3, cdivision=True
"""Cheap looks at a whole text, in one pass over its signs: what `text`, `lines` and `references` ask before patterns."""

cdef extern from "Python.h":
    int PyUnicode_KIND(object text) noexcept
    void* PyUnicode_DATA(object text) noexcept
    Py_UCS4 PyUnicode_READ(int kind, const void* signs, Py_ssize_t place) noexcept
    bint Py_UNICODE_ISDECIMAL(Py_UCS4 sign) noexcept

# How many spaces may part the letters of a word, and how many letters show that one is set apart.
cdef enum:
    MOST_SPACES = 4
    LETTERS = 4


def is_plain(str text not None, bytes odd not None, str common not None):
    """Whether a text has signs of Latin-1 that are not `odd`, a flag for each of the 256, and `common` ones only."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    cdef Py_ssize_t at
    cdef Py_UCS4 sign
    if len(odd) != 256:
        raise ValueError("a flag for every sign of Latin-1 is needed")
    cdef const unsigned char* flags = odd
    for at in range(len(text)):
        sign = PyUnicode_READ(kind, signs, at)
        if sign < 256:
            if flags[sign]:
                return False
        elif sign not in common:
            return False
    return True


def has_letters_apart(str text not None):
    """Whether four capitals or digits follow each other with one to four spaces after each."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    cdef Py_ssize_t at, length = len(text)
    # A letter with spaces after it that was not enough may still be the second of a longer row.
    for at in range(length - 2 * LETTERS + 1):
        if PyUnicode_READ(kind, signs, at + 1) == u" " and _is_apart(kind, signs, at, length):
            return True
    return False


cdef bint _is_apart(int kind, const void* signs, Py_ssize_t at, Py_ssize_t length) noexcept:
    cdef int letter, spaces
    for letter in range(LETTERS):
        if at >= length or not _is_capital_or_digit(PyUnicode_READ(kind, signs, at)):
            return False
        at += 1
        spaces = 0
        while at < length and spaces < MOST_SPACES and PyUnicode_READ(kind, signs, at) == u" ":
            at += 1
            spaces += 1
        if not spaces:
            return False
    return True


cdef inline bint _is_capital_or_digit(Py_UCS4 sign) noexcept:
    return u"0" <= sign <= u"9" or _is_capital(sign)


cdef inline bint _is_capital(Py_UCS4 sign) noexcept:
    return u"A" <= sign <= u"Z" or sign == u"Å" or sign == u"Ä" or sign == u"Ö"


def capitals_before_digits(str text not None):
    """Where a capital has a digit after it, at once or after one of the signs ` /-`."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    cdef Py_ssize_t at, length = len(text)
    cdef Py_UCS4 after
    cdef list found = []
    for at in range(length - 1):
        if not _is_capital(PyUnicode_READ(kind, signs, at)):
            continue
        after = PyUnicode_READ(kind, signs, at + 1)
        if (after == u" " or after == u"/" or after == u"-") and at + 2 < length:
            after = PyUnicode_READ(kind, signs, at + 2)
        if Py_UNICODE_ISDECIMAL(after):
            found.append(at)
    return found


def number_words(str text not None):
    """Where `nr` stands, and where `nummer` does; the same in capitals."""
    cdef int kind = PyUnicode_KIND(text)
    cdef const void* signs = PyUnicode_DATA(text)
    cdef Py_ssize_t at, length = len(text)
    cdef list short = [], long = []
    for at in range(length - 1):
        if PyUnicode_READ(kind, signs, at) == u"n":
            if PyUnicode_READ(kind, signs, at + 1) == u"r":
                short.append(at)
            elif PyUnicode_READ(kind, signs, at + 1) == u"u" and text[at : at + 6] == "nummer":
                long.append(at)
        elif PyUnicode_READ(kind, signs, at) == u"N":
            if PyUnicode_READ(kind, signs, at + 1) == u"R":
                short.append(at)
            elif PyUnicode_READ(kind, signs, at + 1) == u"U" and text[at : at + 6] == "NUMMER":
                long.append(at)
    return short, long
