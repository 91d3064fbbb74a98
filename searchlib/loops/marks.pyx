# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""What to mark of places that the analysis need not confirm: the compiled twin of `searchlib.places.plain_marks`."""

from cpython.unicode cimport PyUnicode_READ_CHAR, Py_UNICODE_ISALNUM


def marks(str text not None, tuple places not None, Py_ssize_t start, Py_ssize_t end, spans):
    """The spans to mark within text[start:end], counted from `start`; None where a place may be part of something longer.

    `spans[form]` is which letters of a form to mark.
    """
    cdef Py_ssize_t offset, stop, begin, after
    cdef str form
    cdef list found = []
    for place in places:
        offset, form = (<tuple> place)[0], (<tuple> place)[2]
        if offset >= end:
            break
        stop = offset + len(form)
        if stop <= start:
            continue
        if not is_word(form) or is_joined(text, offset, stop):
            return None
        begin, after = spans[form]
        found.append((offset + begin - start, offset + after - start))
    return tuple(found)


cdef bint is_word(str form) noexcept:
    """Whether a form is of letters and digits alone."""
    cdef Py_ssize_t at
    for at in range(len(form)):
        if not Py_UNICODE_ISALNUM(PyUnicode_READ_CHAR(form, at)):
            return False
    return len(form) > 0


cdef bint is_joined(str text, Py_ssize_t start, Py_ssize_t end) noexcept:
    """Whether a sign beside the word could make it part of a longer token; one that ends a sentence cannot."""
    cdef Py_UCS4 after
    if start > 0 and is_joining(PyUnicode_READ_CHAR(text, start - 1)):
        return True
    if end >= len(text):
        return False
    after = PyUnicode_READ_CHAR(text, end)
    if not is_joining(after):
        return False
    return after in u"-–" or (end + 1 < len(text) and is_letter(PyUnicode_READ_CHAR(text, end + 1)))


cdef inline bint is_joining(Py_UCS4 sign) noexcept:
    return sign in u"-–/:.,'’§&@_+\u00ad"


cdef inline bint is_letter(Py_UCS4 sign) noexcept:
    return sign == u"_" or Py_UNICODE_ISALNUM(sign)
