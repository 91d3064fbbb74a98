# cython: language_level=3
"""The numbers of the terms of forms: what `term_numbers.Spelled` of the analysis says, without a `Word` for each form."""

from cpython.object cimport PyObject

cdef extern from "Python.h":
    PyObject* PyDict_GetItemWithError(object numbers, object key) except? NULL


# `terms.IMPLIED` of the analysis.
cdef Py_UCS4 _IMPLIED = 0x2060


cdef class TermNumbers:
    """Looks up forms in a morphology, and their terms in two numberings."""

    cdef object _morphology, _lemmas, _joints, _stem, _first_lemmas, _last_lemmas, _tail
    cdef _Numbering _parts, _stems

    def __init__(self, morphology, parts, stems):
        self._morphology = morphology
        self._lemmas, self._joints, self._stem = morphology.known_lemmas, morphology.joints, morphology.stem
        self._first_lemmas, self._last_lemmas = morphology.first_lemmas, morphology.last_lemmas
        self._tail = morphology.tail
        self._parts, self._stems = _Numbering(parts), _Numbering(stems)

    def of(self, str form not None):
        """Twice the numbers of the parts, and one more for a lemma; and the numbers of the stems. Each once, in order."""
        cdef str plain = self._plain(form)
        cdef tuple joints = self._joints(plain)
        cdef tuple lemmas = self._lemmas(plain) or self._guessed(plain, joints)
        cdef list parts = [], stems = []
        for lemma in lemmas:
            _add(parts, 2 * self._parts.number(lemma) + 1)
        if joints:
            self._add_compound(plain, joints, parts, stems)
        else:
            for lemma in lemmas:
                _add(stems, self._stems.number(self._stem(lemma)))
            if u"-" in plain:
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
        for first in range(count):
            start = begins[first]
            for last in range(first, count if first else count - 1):
                begin = begins[last]
                for lemma in <tuple>leaves[last]:
                    self._add_part(parts, form[start:begin] + lemma if begin > start else lemma)
        for lemmas in leaves:
            for lemma in <tuple>lemmas:
                _add(stems, self._stems.number(self._stem(lemma)))
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

    cdef int _add_part(self, list parts, str term) except -1:
        """Take a part that is no lemma, unless it is one already."""
        cdef long number = 2 * self._parts.number(term)
        if number + 1 not in parts:
            _add(parts, number)
        return 0


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
