"""Where wanted words lie densest, for other loops."""


cpdef densest(places, Py_ssize_t reach, Py_ssize_t most, Py_ssize_t otherwise)
cpdef richest(list spans, places)
