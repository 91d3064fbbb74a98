# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""Which sentences of a text a snippet shows: the compiled twin of `searchlib.windows.plain_sentences`."""

from searchlib.loops.clusters cimport densest, richest
from searchlib.loops.sentences cimport split


def sentences(str text not None, tuple places not None, tuple sizes not None, frozenset last_pieces, is_abbreviated):
    """Where the best sentence begins and ends, or it and others around it; None for more places than there is room for.

    `sizes` are how much text around the densest places is looked at, the longest and the usual length of what is
    shown, and how many places are weighed as one cluster.
    """
    cdef Py_ssize_t around, longest, usual, most, centre
    around, longest, usual, most = sizes
    found = densest(places, longest, most, 0)
    if found is None:
        return None
    centre = found
    cdef list spans = split(
        text, max(0, centre - around), min(len(text), centre + around), last_pieces, is_abbreviated
    )
    return widened(spans, richest(spans, places), longest, usual) if spans else (0, 0)


cdef tuple widened(list spans, Py_ssize_t best, Py_ssize_t longest, Py_ssize_t usual):
    """The best sentence with those after it, then those before it, up to the usual length."""
    cdef Py_ssize_t first = best, last = best, count = len(spans), start, end
    start, end = spans[best]
    while end - start < usual:
        if last + 1 < count and <Py_ssize_t> (<tuple> spans[last + 1])[1] - start <= longest:
            last += 1
            end = (<tuple> spans[last])[1]
        elif first > 0 and end - <Py_ssize_t> (<tuple> spans[first - 1])[0] <= longest:
            first -= 1
            start = (<tuple> spans[first])[0]
        else:
            break
    return start, end
