"""Drawings are read as a browser reads them: what could run is found however it is written."""

import pytest

from course_engine.content.drawings import is_active

SVG = "http://www.w3.org/2000/svg"
ROOT = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">%s</svg>'
STILL = {
    "a path": '<path d="M0 0h9"/>',
    "a link to a site": '<a href="https://example.org/"><text>site</text></a>',
    "a part of itself": '<use xlink:href="#forme"/>',
    "a picture that it holds": '<image href="data:image/png;base64,AAAA"/>',
    "an animation": '<animate attributeName="opacity" to="0"/>',
    "the words of a program as text": "<text>javascript:alert(1) onload=alert(1) &lt;script&gt;</text>",
    "what a drawing program adds": '<g xmlns:i="http://example.org/ns" i:online="1" i:label="on"/>',
}
ACTIVE = {
    "a script": "<script>alert(1)</script>",
    "a script by a prefix": f'<s:script xmlns:s="{SVG}">alert(1)</s:script>',
    "a page within": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
    "a frame by a prefix": '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" src="https://example.org/"/>',
    "a handler": '<g onload="alert(1)"/>',
    "a handler on a line of its own": '<g\nonload="alert(1)"/>',
    "a link that runs": '<a href="javascript:alert(1)"><text>x</text></a>',
    "a link that runs, by entities": '<a xlink:href="java&#115;cript:alert(1)"><text>x</text></a>',
    "a link that runs, with spaces": '<a href="&#9;java&#10;script:alert(1)"><text>x</text></a>',
    "a document in an address": '<use href="data:image/svg+xml,%3Csvg/%3E#a"/>',
    "an animated link": '<a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a>',
    "an animated handler": '<set attributeName="onclick" to="alert(1)"/>',
    "a tag that never closes": "<g>",
}


@pytest.mark.parametrize("drawn", STILL.values(), ids=STILL.keys())
def test_what_runs_nothing_is_kept(drawn):
    assert not is_active((ROOT % drawn).encode())


@pytest.mark.parametrize("drawn", ACTIVE.values(), ids=ACTIVE.keys())
def test_what_could_run_is_found(drawn):
    assert is_active((ROOT % drawn).encode())


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "x">]>',
        '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>',
        '<?xml-stylesheet href="dessin.xsl" type="text/xsl"?>',
    ],
)
def test_what_stands_before_the_drawing_counts(before):
    assert is_active((before + ROOT % "").encode())


def test_another_encoding_hides_nothing():
    script = ROOT % ACTIVE["a script"]
    assert is_active(script.encode("utf-16"))
    assert is_active(f'<?xml version="1.0" encoding="utf-7"?>{script}'.encode())
    assert not is_active((ROOT % STILL["a path"]).encode("utf-16"))


def test_a_document_type_without_entities_is_what_drawing_programs_write():
    known = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert not is_active(f'<?xml version="1.0"?>{known}{ROOT % ""}'.encode())
