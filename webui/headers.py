"""What every answer carries, and the size past which a request is not looked at."""

from __future__ import annotations

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from webui.params import BadParameter

MAX_BODY = 16 * 1024
MAX_QUERY_STRING = 8 * 1024

_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

# Pages that search engines may keep: those without anybody's question in them.
_INDEXABLE = frozenset({"search.start", "documents.document", "pages.search_help", "pages.robots", "static"})


def install(app: Flask) -> None:
    """Check the size of every request, and dress every answer."""
    app.before_request(_refuse_large)
    app.after_request(_dress)


def _refuse_large() -> None:
    if (request.content_length or 0) > MAX_BODY:
        raise RequestEntityTooLarge
    if len(request.query_string) > MAX_QUERY_STRING:
        raise BadParameter("q", "Adressen är för lång. Skriv en kortare fråga eller välj färre filter.")


def _dress(response: Response) -> Response:
    response.headers.extend(_SECURITY)
    if request.endpoint not in _INDEXABLE or request.query_string or response.status_code >= 400:
        response.headers["X-Robots-Tag"] = "noindex"
    if request.endpoint != "static":
        # A new generation may answer otherwise, and a question is nobody else's business.
        response.headers["Cache-Control"] = "private, no-cache"
    return response
