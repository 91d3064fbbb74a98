# cython: language_level=3
"""The numbers of the terms of forms: what `term_numbers.Spelled` of the analysis says, without a `Word` for each form."""

from cpython cimport array
from cpython.object cimport PyObject

cdef extern from "Python.h":
    PyObject* PyDict_GetItemWithError(object numbers, object key) except? NULL


cdef array.array _NONE = array.array("l", [-1] * 1024)
# Past so many parts the numbers of stems are not remembered.
cdef long _MOST_STEMS = 1 << 22

# `terms.IMPLIED` of the analysis.
cdef Py_UCS4 _IMPLIED = 0x2060


cdef class TermNumbers:
    """Looks up forms in a morphology, and their terms in two numberings."""

    cdef object _morphology, _lemmas, _joints, _stem, _first_lemmas, _last_lemmas, _tail
    cdef _Numbering _parts, _stems
    # By the number of a part that of its stem, or -1.
    cdef array.array _stem_of

    def __init__(self, morphology, parts, stems):
        self._morphology = morphology
        self._lemmas, self._joints, self._stem = morphology.known_lemmas, morphology.joints, morphology.stem
        self._first_lemmas, self._last_lemmas = morphology.first_lemmas, morphology.last_lemmas
        self._tail = morphology.tail
        self._parts, self._stems = _Numbering(parts), _Numbering(stems)
        self._stem_of = array.copy(_NONE)

    def of(self, str form not None):
        """Twice the numbers of the parts, and one more for a lemma; and the numbers of the stems. Each once, in order."""
        cdef str plain = self._plain(form)
        cdef tuple joints = self._joints(plain)
        cdef tuple lemmas = self._lemmas(plain) or self._guessed(plain, joints)
        cdef list parts = [], stems = []
        cdef long number
        for lemma in lemmas:
            number = self._parts.number(lemma)
            _add(parts, 2 * number + 1)
            if not joints:
                self._add_stem(stems, lemma, number)
        if joints:
            self._add_compound(plain, joints, parts, stems)
        elif u"-" in plain:
            for part in self._morphology.tail_of_name(form):
                self._add_part(parts, part.term)
        return parts, stems

    cdef str _plain(self, str form):
        """See `Morphology.plain`."""
        if u":" in form or (form and form[0] == _IMPLIED):
            return self._morphology.plain(form)
        return form

    cdef tuple _guessed(self, str form, tuple joints):
        """See `Morphology.guessed`."""
        cdef Py_ssize_t start = joints[len(joints) - 1] if joints else self._tail(form)
        if start < 0:
            return (self._stem(form),)
        cdef str head = form[:start]
        return tuple([head + lemma for lemma in <tuple>self._last_lemmas(form[start:])])

    cdef int _add_compound(self, str form, tuple joints, list parts, list stems) except -1:
        """The terms of every run of neighbouring parts but the whole, and the stems of all parts."""
        cdef Py_ssize_t first, last, start, begin, count = len(joints) + 1
        cdef list begins = [0, *joints], leaves = self._leaves(form, joints)
        cdef long number
        for first in range(count):
            start = begins[first]
            for lemma in <tuple>leaves[first]:
                number = self._add_part(parts, lemma)
                self._add_stem(stems, lemma, number)
            for last in range(first + 1, count if first else count - 1):
                begin = begins[last]
                for lemma in <tuple>leaves[last]:
                    self._add_part(parts, form[start:begin] + lemma)
        return 0

    cdef list _leaves(self, str form, tuple joints):
        """The lemmas of each smallest part."""
        cdef Py_ssize_t start = 0, joint
        cdef list leaves = []
        for joint in joints:
            leaves.append(self._first_lemmas(form[start:joint]))
            start = joint
        leaves.append(self._last_lemmas(form[start:]))
        return leaves

    cdef long _add_part(self, list parts, str term) except -1:
        """Take a part that is no lemma, unless it is one already; its number."""
        cdef long number = self._parts.number(term)
        if 2 * number + 1 not in parts:
            _add(parts, 2 * number)
        return number

    cdef int _add_stem(self, list stems, str lemma, long part) except -1:
        """Take the stem of a lemma, which is the part of this number."""
        cdef long number
        if not 0 <= part < _MOST_STEMS:
            return _add(stems, self._stems.number(self._stem(lemma)))
        while len(self._stem_of) <= part:
            self._stem_of.extend(_NONE)
        number = self._stem_of.data.as_longs[part]
        if number < 0:
            number = self._stem_of.data.as_longs[part] = self._stems.number(self._stem(lemma))
        return _add(stems, number)


cdef class _Numbering:
    """Numbers of strings, most of which have one."""

    cdef object _known, _new

    def __init__(self, numbers):
        if not isinstance(numbers, dict):
            raise TypeError("numbers must be a dictionary")
        self._known, self._new = numbers, numbers.__getitem__

    cdef long number(self, str term) except -1:
        cdef PyObject* known = PyDict_GetItemWithError(self._known, term)
        return self._new(term) if known is NULL else <object>known


cdef int _add(list numbers, long number) except -1:
    if number not in numbers:
        numbers.append(number)
    return 0
