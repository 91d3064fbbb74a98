"""What people read when something is wrong: one plain Swedish sentence for each error, and what to do about it."""

from __future__ import annotations

from functools import singledispatch

from searchlib import errors

_LIMITED = {
    "characters": "{size} tecken, och gränsen är {limit}",
    "terms": "{size} ord, och gränsen är {limit}",
    "levels of parentheses": "{size} nivåer av parenteser, och gränsen är {limit}",
}

# By the names in `searchlib.ingest.detection`.
_UNREAD_FORMATS = {
    "doc": "Word-filer av äldre slag (.doc)",
    "ole": "Office-filer av äldre slag",
    "spreadsheet": "kalkylblad",
    "presentation": "bildspel",
    "image": "bilder",
    "eml": "e-postmeddelanden",
    "mht": "sparade webbarkiv (.mht)",
    "zip": "zip-arkiv",
    "archive": "arkivfiler",
    "sound": "ljudfiler",
    "film": "filmer",
    "program": "programfiler",
    "database": "databaser",
    "calendar": "kalenderfiler",
    "data": "datafiler",
    "epub": "e-böcker",
    "postscript": "PostScript-filer",
}


@singledispatch
def in_swedish(error: Exception) -> str:
    """Say an error in Swedish, for command line and web. Any exception gives a sentence without internals."""
    return "Ett internt fel inträffade."


@in_swedish.register
def _(error: errors.CorpusMissing) -> str:
    return f"Det finns ingen mapp {error.path} att läsa. Ange en mapp som finns, eller sätt SEARCHLIB_CORPUS."


@in_swedish.register
def _(error: errors.CorpusEmpty) -> str:
    return f"Mappen {error.path} innehåller inga dokument. Lägg protokoll eller minnesanteckningar i den."


@in_swedish.register
def _(error: errors.InvalidSetting) -> str:
    return f"Inställningen {error.where} går inte att använda: {error.reason}."


@in_swedish.register
def _(error: errors.LexiconMissing) -> str:
    return "Den svenska ordlistan saknas. Installera paketet hunspell-sv, eller ange en ordlista i SEARCHLIB_HUNSPELL."


@in_swedish.register
def _(error: errors.UnreadableFile) -> str:
    return f"{error.source}: filen går inte att läsa."


@in_swedish.register
def _(error: errors.EmptyFile) -> str:
    return f"{error.source}: filen är tom."


@in_swedish.register
def _(error: errors.NoText) -> str:
    return f"{error.source}: filen saknar text, kanske är den inskannad. Texttolka den (OCR) först."


@in_swedish.register
def _(error: errors.BinaryFile) -> str:
    return f"{error.source}: filen är ingen textfil."


@in_swedish.register
def _(error: errors.FileTooLarge) -> str:
    size, limit = error.size / 1_000_000, error.limit / 1_000_000
    return f"{error.source}: filen är för stor ({size:.1f} MB, gränsen är {limit:.0f} MB). Dela den."


@in_swedish.register
def _(error: errors.TooManyPages) -> str:
    return f"{error.source}: filen har för många sidor. Dela den."


@in_swedish.register
def _(error: errors.EncryptedFile) -> str:
    return f"{error.source}: filen är låst med lösenord. Lägg dit en olåst kopia."


@in_swedish.register
def _(error: errors.FileVanished) -> str:
    return f"{error.source}: filen är borta eller får inte läsas."


@in_swedish.register
def _(error: errors.UnsupportedFormat) -> str:
    kind = _UNREAD_FORMATS.get(error.format_name, f"filer av typen {error.format_name}")
    return f"{error.source}: {kind} läses inte."


@in_swedish.register
def _(error: errors.ExtraMissing) -> str:
    return f"{error.source}: för att läsa filen behövs: pip install 'searchlib[{error.extra}]'"


@in_swedish.register
def _(error: errors.MalformedFile) -> str:
    return f"{error.source}: filen är skadad eller följer inte sitt format."


@in_swedish.register
def _(error: errors.ReaderFailed) -> str:
    return f"{error.source}: läsningen avbröts, eftersom filen tog för mycket minne eller tid."


@in_swedish.register
def _(error: errors.DuplicateSource) -> str:
    return f"Källan {error.source} angavs två gånger."


@in_swedish.register
def _(error: errors.IndexMissing) -> str:
    return f"Det finns inget sökindex i {error.path}. Bygg det med: searchlib index"


@in_swedish.register
def _(error: errors.IndexDamaged) -> str:
    return f"Sökindexet i {error.path} är skadat. Bygg om det med: searchlib index --full"


@in_swedish.register
def _(error: errors.IndexOutdated) -> str:
    return f"Sökindexet i {error.path} är gjort med en annan version. Bygg om det med: searchlib index --full"


@in_swedish.register
def _(error: errors.IndexLocked) -> str:
    return f"En annan körning skriver just nu till sökindexet i {error.path}. Försök igen när den är klar."


@in_swedish.register
def _(error: errors.IndexNotWritable) -> str:
    return (
        f"Det gick inte att skriva sökindexet i {error.path}: disken är full eller mappen är skrivskyddad. "
        "Det gamla indexet är orört."
    )


@in_swedish.register
def _(error: errors.IndexClosed) -> str:
    return "Sökindexet är stängt."


@in_swedish.register
def _(error: errors.UnknownId) -> str:
    return f"Det finns inget dokument med id {error.minutes_id}."


@in_swedish.register
def _(error: errors.QueryTooLarge) -> str:
    limited = _LIMITED.get(error.what, "mer än vad som är tillåtet").format(size=error.size, limit=error.limit)
    return f"Sökfrågan är för stor: den har {limited}. Förkorta den."


@in_swedish.register
def _(error: errors.InvalidOption) -> str:
    return f"Värdet {error.value!r} går inte att använda för {error.name}."
