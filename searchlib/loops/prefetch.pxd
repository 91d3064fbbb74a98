"""Memory that is asked for before it is needed: what lies far apart arrives together, and not one after the other."""

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define BRING(address) __builtin_prefetch(address)
    #else
    #define BRING(address) ((void)(address))
    #endif
    """
    void BRING(const void* address) noexcept nogil
