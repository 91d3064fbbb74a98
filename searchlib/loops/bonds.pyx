# cython: language_level=3, cdivision=True
"""Where white space cuts a text: what `bonds.cut` of the analysis says, which is asked about doubtful places only.

A gap between two chunks is sure when no pattern of `bonds` can bind it, whatever stands further off. Chunks with
doubtful gaps between them are cut by `bonds.cut`, all others here. To doubt too much costs a little time.
"""

from cpython cimport array
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.unicode cimport PyUnicode_Substring, Py_UNICODE_ISALNUM, Py_UNICODE_ISDECIMAL, Py_UNICODE_ISSPACE

cdef extern from "Python.h":
    Py_UCS4* PyUnicode_AsUCS4Copy(object text) except NULL

cdef array.array _INTEGERS = array.array("q")
cdef str _BREAK = "\x01"

# `alternativt`
cdef Py_ssize_t _LONGEST_AND = 11
# The gaps that a pattern can bind after the one behind its hyphen: `överenskom-⏎melsen och …`.
cdef Py_ssize_t _BOUND_AFTER_HYPHEN = 2


cdef struct Chunks:
    # The text, and where its chunks begin and end, in turn. `new_line` says of the gap before each chunk, and of the
    # one at the end of the text, whether there is a new line in it.
    Py_UCS4* signs
    Py_ssize_t length
    Py_ssize_t* edges
    char* new_line
    Py_ssize_t count


def places(str text, cut):
    """The chunks of a text without BREAK: an array of their begins and ends in turn, and a list of strings.

    A begin below 0 stands for a string: -1 for the first of the list, the sign of a new sentence, -2 for the second,
    and so on; the end is 0. `cut` is the function that cuts what is doubtful.
    """
    cdef Chunks chunks
    chunks.length = len(text)
    chunks.count = 0
    chunks.signs = PyUnicode_AsUCS4Copy(text)
    # A chunk takes a sign and a space at least.
    chunks.edges = <Py_ssize_t*>PyMem_Malloc((chunks.length + 2) * sizeof(Py_ssize_t))
    chunks.new_line = <char*>PyMem_Malloc(chunks.length // 2 + 2)
    try:
        if chunks.edges is NULL or chunks.new_line is NULL:
            raise MemoryError
        _split(&chunks)
        return _placed(&chunks, text, cut)
    finally:
        PyMem_Free(chunks.signs)
        PyMem_Free(chunks.edges)
        PyMem_Free(chunks.new_line)


cdef void _split(Chunks* chunks) noexcept:
    """Find the chunks."""
    cdef Py_ssize_t at = 0
    cdef bint new_line
    cdef Py_UCS4 sign
    while True:
        new_line = False
        while at < chunks.length and _is_space(chunks.signs[at]):
            new_line |= chunks.signs[at] == u"\n"
            at += 1
        chunks.new_line[chunks.count] = new_line
        if at == chunks.length:
            return
        chunks.edges[2 * chunks.count] = at
        while at < chunks.length and not _is_space(chunks.signs[at]):
            at += 1
        chunks.edges[2 * chunks.count + 1] = at
        chunks.count += 1


cdef inline bint _is_space(Py_UCS4 sign) noexcept:
    # Most signs are letters.
    return (sign <= 32 or sign > 126) and Py_UNICODE_ISSPACE(sign)


cdef tuple _placed(Chunks* chunks, str text, cut):
    """The answer of `places`."""
    # Before every chunk, and at the end, there may be a new sentence.
    cdef array.array found = array.clone(_INTEGERS, 4 * chunks.count + 2, zero=False)
    cdef list strings = [_BREAK]
    cdef Py_ssize_t first = 0, after, placed = 0
    if _breaks(chunks, 0):
        placed = _place(found, placed, -1, 0)
    while first < chunks.count:
        after = _sure_after(chunks, first)
        if after == first + 1:
            placed = _place(found, placed, chunks.edges[2 * first], chunks.edges[2 * first + 1])
        else:
            placed = _place_doubtful(found, placed, strings, cut(_span(chunks, text, first, after)))
        if after <= chunks.count and _breaks(chunks, after):
            placed = _place(found, placed, -1, 0)
        first = after
    array.resize(found, placed)
    return found, strings


cdef inline Py_ssize_t _place(array.array found, Py_ssize_t placed, Py_ssize_t begin, Py_ssize_t end) except -1:
    if placed + 2 > len(found):
        raise IndexError("more chunks than a text of this length has")
    found.data.as_longlongs[placed] = begin
    found.data.as_longlongs[placed + 1] = end
    return placed + 2


cdef Py_ssize_t _place_doubtful(array.array found, Py_ssize_t placed, list strings, list cut) except -1:
    for chunk in cut:
        if chunk == _BREAK:
            placed = _place(found, placed, -1, 0)
        else:
            strings.append(chunk)
            placed = _place(found, placed, -len(strings), 0)
    return placed


cdef str _span(Chunks* chunks, str text, Py_ssize_t first, Py_ssize_t after):
    """The text from one chunk to before another; with the white space that ends the text, when that is doubtful."""
    cdef Py_ssize_t end = chunks.length if after > chunks.count else chunks.edges[2 * after - 1]
    return PyUnicode_Substring(text, chunks.edges[2 * first], end)


cdef bint _breaks(Chunks* chunks, Py_ssize_t gap) noexcept:
    """Whether a new line before a chunk, or at the end of the text, begins a sentence."""
    cdef Py_UCS4 sign
    if not chunks.new_line[gap]:
        return False
    sign = _sign(chunks, gap, 0)
    return not (u"a" <= sign <= u"z" or sign == u"å" or sign == u"ä" or sign == u"ö")


cdef Py_ssize_t _sure_after(Chunks* chunks, Py_ssize_t first) noexcept:
    """The next chunk with a sure gap before it; one more than there are when even the last gap is doubtful."""
    cdef Py_ssize_t chunk = first, doubtful = -1
    while chunk < chunks.count:
        if _may_suspend(chunks, chunk):
            doubtful = chunk + _BOUND_AFTER_HYPHEN
        if chunk > doubtful and not _may_be_bound(chunks, chunk):
            return chunk + 1
        chunk += 1
    return chunks.count + 1


cdef inline Py_UCS4 _sign(Chunks* chunks, Py_ssize_t chunk, Py_ssize_t place) noexcept:
    """A sign of a chunk by its place from its begin, or from its end below 0; 0 where there is none."""
    cdef Py_ssize_t begin, end
    if chunk >= chunks.count:
        return 0
    begin, end = chunks.edges[2 * chunk], chunks.edges[2 * chunk + 1]
    if place < 0:
        return chunks.signs[end + place] if end + place >= begin else 0
    return chunks.signs[begin + place] if begin + place < end else 0


cdef bint _may_suspend(Chunks* chunks, Py_ssize_t chunk) noexcept:
    """Whether a chunk may begin a pattern with a hyphen: `kultur-`, `kultur-,`, `kultur-/`, `kultur-och`."""
    cdef Py_ssize_t begin = chunks.edges[2 * chunk], at = chunks.edges[2 * chunk + 1] - 1
    cdef Py_ssize_t least = max(begin, at - _LONGEST_AND - 1)
    if not (_is_hyphen(chunks.signs[at]) or chunks.signs[at] in u",/" or _ends_like_and(chunks.signs[at])):
        return False
    while at > least and not _is_hyphen(chunks.signs[at]):
        at -= 1
    return at > begin and _is_hyphen(chunks.signs[at])


cdef inline bint _may_be_bound(Chunks* chunks, Py_ssize_t chunk) noexcept:
    """Whether the gap after a chunk may be bound by a pattern that does not begin with a hyphen."""
    cdef Py_UCS4 before = _sign(chunks, chunk, -1), after = _sign(chunks, chunk + 1, 0)
    if _is_hyphen(after) or after == u"§":
        return True
    if Py_UNICODE_ISDECIMAL(after):
        return before == u"§" or _is_capital(before) or Py_UNICODE_ISDECIMAL(before)
    if before == u"." and _is_capital(after):
        return _is_capital(_sign(chunks, chunk, -2))
    if Py_UNICODE_ISDECIMAL(before) and not Py_UNICODE_ISALNUM(_sign(chunks, chunk + 1, 1)):
        return True
    return _may_stand_between(chunks, chunk + 1)


cdef inline bint _may_stand_between(Chunks* chunks, Py_ssize_t chunk) noexcept:
    """Whether what follows may bind a chunk to what is before it: `45 a §`, `vård och -omsorg`."""
    cdef Py_UCS4 after
    if chunk + 1 >= chunks.count or chunks.edges[2 * chunk + 1] - chunks.edges[2 * chunk] > _LONGEST_AND:
        return False
    after = _sign(chunks, chunk + 1, 0)
    return _is_hyphen(after) or after == u"§"


cdef inline bint _is_hyphen(Py_UCS4 sign) noexcept:
    return sign == u"-" or sign == u"\u2010" or sign == u"\u2011"


cdef inline bint _is_capital(Py_UCS4 sign) noexcept:
    return u"A" <= sign <= u"Z" or sign == u"Å" or sign == u"Ä" or sign == u"Ö"


cdef inline bint _ends_like_and(Py_UCS4 sign) noexcept:
    """The last signs of och, eller, samt, respektive, resp, alternativt, alt, with or without a stop, and &."""
    return sign in u"hrtep.&"
