"""Sentences of a text, for other loops."""


cpdef list split(str text, Py_ssize_t start, Py_ssize_t stop, frozenset abbreviated, is_abbreviated)
