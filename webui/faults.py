"""Answers when there is none: Swedish pages, and the same in JSON for programs."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, SecurityError

from searchlib.errors import (
    IndexClosed,
    IndexDamaged,
    IndexMissing,
    IndexOutdated,
    InvalidOption,
    QueryTooLarge,
    SearchlibError,
    UnknownId,
)
from searchlib.swedish import in_swedish
from webui.params import BadParameter

API_PREFIX = "/api/"


@dataclass(frozen=True, slots=True)
class Fault:
    """What a reader is told: a heading, one sentence on what happened, and a command for who runs the service."""

    status: int
    heading: str
    sentence: str
    command: str | None = None


_FAULTS = {
    fault.status: fault
    for fault in (
        Fault(400, "Adressen går inte att förstå", "Något i adressen är fel skrivet."),
        Fault(404, "Sidan finns inte", "Det finns ingen sida med den här adressen."),
        Fault(405, "Det går inte att göra så", "Den här sidan går bara att läsa, inte att skicka något till."),
        Fault(413, "Det är för mycket på en gång", "Begäran är större än vad tjänsten tar emot."),
        Fault(500, "Något gick fel hos oss", "Felet är noterat. Försök igen om en stund."),
        Fault(503, "Sökningen är inte tillgänglig just nu", "Försök igen om en stund."),
    )
}
_BUILD = "searchlib index"
_BUILD_ANEW = "searchlib index --full"


def install(app: Flask) -> None:
    """Give every error its answer."""
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(SearchlibError, _failed)


def _refused(error: HTTPException) -> Response:
    fault = _FAULTS.get(error.code or 500, _FAULTS[500])
    if isinstance(error, SecurityError):
        return _plain(
            "Tjänsten svarar inte på det här värdnamnet. Den som driver den kan lägga till namnet i TRUSTED_HOSTS."
        )
    if isinstance(error, BadParameter):
        fault = Fault(400, fault.heading, error.description or fault.sentence)
    response = _answer(fault)
    # 405 must name what is allowed.
    response.headers.extend((name, value) for name, value in error.get_headers() if name == "Allow")
    return response


def _failed(error: SearchlibError) -> Response:
    fault = fault_for(error)
    if fault.status == 500:
        raise error
    return _answer(fault)


def fault_for(error: SearchlibError) -> Fault:
    """What a reader is told of an error of the library."""
    match error:
        case UnknownId():
            sentence = "Det finns inget dokument med den här adressen. Det kan ha tagits bort eller bytt plats."
            return Fault(404, "Dokumentet finns inte", sentence)
        case QueryTooLarge():
            return Fault(400, "Frågan är för stor", in_swedish(error))
        case InvalidOption():
            return _FAULTS[400]
        case IndexClosed():
            return _FAULTS[503]
        case IndexMissing():
            return Fault(503, "Det finns inget att söka i än", "Sökindexet är inte byggt. Bygg det så här:", _BUILD)
        case IndexOutdated():
            sentence = "Sökindexet är gjort för en annan version av programmet. Bygg om det så här:"
            return Fault(503, "Sökindexet behöver byggas om", sentence, _BUILD_ANEW)
        case IndexDamaged():
            sentence = "Sökindexet är skadat. Bygg om det så här:"
            return Fault(503, "Sökindexet behöver byggas om", sentence, _BUILD_ANEW)
        case _:
            return _FAULTS[500]


def _answer(fault: Fault) -> Response:
    if request.path.startswith(API_PREFIX):
        said = f"{fault.sentence} {fault.command}" if fault.command else fault.sentence
        response = jsonify({"error": {"status": fault.status, "message": said}})
    else:
        response = make_response(render_template("error.html", fault=fault))
    response.status_code = fault.status
    return response


def _plain(sentence: str) -> Response:
    # Without a trusted host no address can be made, and so no page with links.
    return Response(sentence + "\n", status=400, content_type="text/plain; charset=utf-8")
