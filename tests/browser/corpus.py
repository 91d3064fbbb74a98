"""Minutes of a small place, written for the browser to look at: several years, organs and kinds, one undated."""

from __future__ import annotations

ORGANS = ("Byrådet", "Hamnnämnden")


def write_corpus(folder):
    """Write the files; thirteen mention the ferry, so that the answer has two pages."""
    folder.mkdir(parents=True)
    for year in range(2010, 2022):
        organ = ORGANS[year % 2]
        (folder / f"{organ.lower()}-{year}.txt").write_text(_minutes(organ, year), encoding="utf-8")
    (folder / "anteckningar.txt").write_text(_UNDATED, encoding="utf-8")


def _minutes(organ, year):
    return f"""Protokoll
{organ}

Datum: {year}-03-14
Plats: Sockenstugan
Närvarande: Vega Strömgren, Ture Alm

1. Mötet öppnas
Vega Strömgren öppnar mötet och hälsar alla välkomna.

2. Färjan
Ture Alm berättar att färjan har gått {year - 2000} turer i veckan. Byborna vill att färjan går senare på kvällen.
Frågan om färjetrafiken tas upp med rederiet.

3. Bryggan
Bryggan behöver nya plankor. Arbetet görs i maj.

4. Avslutning
Mötet avslutas. Nästa gång talar vi om färjornas avgångar.
"""


_UNDATED = """Minnesanteckningar

Om färjan
Någon har ritat en ny färja. Teckningen hänger i Sockenstugan.
"""
