"""Swedish abbreviations whose full stop does not end a sentence, because something must follow them."""

from __future__ import annotations

from typing import Final

# Not here: m.m., osv., etc., m.fl., kr. and the like, which often stand last in a sentence.
ENDING_NOTHING: Final = frozenset(
    """
    t.ex bl.a s.k f.d p.g.a pga d.v.s dvs fr.o.m t.o.m f.n f.ö o.s.v i.o.m m.a.o r.k t.f
    ang avd bitr ca dnr dr ev ex exkl fig fr förf gm inkl kap kl lic max min mom
    nr ordf prof prop ref resp sekr sid sign st tel tf tfn tim tom tab v.ordf vd vol
    jan feb apr jun jul aug sept okt nov dec mån tis ons tors fre
    """.split()
)
