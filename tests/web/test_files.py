"""Files: only those of the theme and of the catalogue, as they were checked."""

import re
from pathlib import Path

import pytest
from visitor import Visitor

from course_engine.web.static_files import lean

SVG = "/fichiers/modules/sensibilisation/images/ecran.svg"


def test_a_drawing_can_run_nothing(trainee: Visitor) -> None:
    reply = trainee.get(SVG)
    assert (reply.status_code, reply.headers["content-type"]) == (200, "image/svg+xml")
    assert (
        reply.headers["content-security-policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    )
    assert trainee.get(SVG, if_none_match=reply.headers["etag"]).status_code == 304


def test_an_exercise_file_is_kept_not_opened(trainee: Visitor) -> None:
    reply = trainee.get("/fichiers/modules/sensibilisation/fichiers/courrier.txt")
    assert reply.headers["content-disposition"] == 'attachment; filename="courrier.txt"'
    assert reply.content == b"Bonjour,\n"


@pytest.mark.parametrize(
    "path",
    [
        "modules/programme.yml",
        "modules/publication.json",
        "../records.db",
        "..%2Frecords.db",
        "%2Fetc%2Fpasswd",
        "modules",
    ],
)
def test_nothing_else_of_the_disk_is_given(trainee: Visitor, path: str, tmp_path: Path) -> None:
    (tmp_path / "course" / "modules/publication.json").write_text("{}")
    assert trainee.get(f"/fichiers/{path}").status_code == 404


def test_a_file_of_another_unit_is_not_the_trainees(trainee: Visitor) -> None:
    reply = trainee.get("/fichiers/modules/sensibilisation/images/autre.svg")
    assert (reply.status_code, "CANARI" in reply.text) == (404, False)


def test_a_file_that_changed_since_it_was_checked_is_not_given(trainee: Visitor, tmp_path: Path) -> None:
    (tmp_path / "course" / "modules/sensibilisation/images/ecran.svg").write_text("<svg>autre</svg>")
    assert trainee.get(SVG).status_code == 404


def test_without_a_session_course_files_are_not_given(visitor: Visitor) -> None:
    assert visitor.get(SVG).headers["location"] == f"/?suite={SVG}"


def test_every_style_sheet_script_and_font_of_a_page_is_there_for_ever(trainee: Visitor) -> None:
    page = trainee.get("/unites/messagerie/quiz").text
    addresses = [part.split('"')[0] for part in page.split('="') if part.startswith("/statique/")]
    assert {address.rsplit("/", 1)[1] for address in addresses} >= {
        "site.css",
        "quiz-screen.js",
    }
    for address in addresses:
        reply = trainee.get(address)
        assert reply.status_code == 200, address
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    font = addresses[0].rsplit("/", 1)[0] + "/fonts/atkinson-hyperlegible-regular.woff2"
    assert trainee.get(font).headers["content-type"] == "font/woff2"


def addresses(page: str, suffix: str) -> list[str]:
    """Return the names of the static files of a kind that a page asks for."""
    return [
        name.rsplit("/", 1)[1] for name in re.findall(r'="(/statique/[^"]+)"', page) if name.endswith(suffix)
    ]


def test_a_page_asks_only_for_the_scripts_it_needs(trainee: Visitor) -> None:
    """While a session is held, a screen listens; unsent answers leave from every screen of a trainee's course."""
    asked = ["quiz-screen.js", "following-screen.js"]
    for path in ("/parcours", "/unites/messagerie", "/unites/messagerie/quiz"):
        assert addresses(trainee.get(path).text, ".js") == asked, path
    assert addresses(trainee.get("/glossaire").text, ".js") == ["print.js"]


def test_style_sheets_and_scripts_travel_packed_where_that_is_understood(trainee: Visitor) -> None:
    page = trainee.get("/unites/messagerie/quiz").text
    for address in re.findall(r'="(/statique/[^"]+)"', page):
        packed, plain = trainee.get(address), trainee.get(address, accept_encoding="identity")
        assert packed.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert packed.headers["vary"] == plain.headers["vary"] == "accept-encoding"
        assert int(packed.headers["content-length"]) < int(plain.headers["content-length"])
        assert packed.content == plain.content


def test_fonts_travel_as_they_are(trainee: Visitor) -> None:
    style = re.findall(r'="(/statique/[^"]+)"', trainee.get("/parcours").text)[0]
    font = trainee.get(style.rsplit("/", 1)[0] + "/fonts/atkinson-hyperlegible-regular.woff2")
    assert "content-encoding" not in font.headers


HEADERS = 500


@pytest.mark.parametrize("path", ["/parcours", "/unites/messagerie/quiz"])
def test_the_first_page_weighs_less_than_sixty_kilobytes_of_which_fifteen_of_script(
    trainee: Visitor, path: str
) -> None:
    """As Chromium counts: about 500 bytes for the headers of each file."""
    page = trainee.get(path)
    weights = {
        name: int(trainee.get(name).headers["content-length"])
        for name in re.findall(r'="(/statique/[^"]+)"', page.text)
    }
    folder = next(iter(weights)).rsplit("/", 1)[0]
    for face in ("regular", "bold"):
        name = f"{folder}/fonts/atkinson-hyperlegible-{face}.woff2"
        weights[name] = int(trainee.get(name).headers["content-length"])
    weights[path] = int(page.headers["content-length"])
    assert sum(weight + HEADERS for weight in weights.values()) < 60_000
    assert sum(weight + HEADERS for name, weight in weights.items() if name.endswith(".js")) < 15_000


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("a.js", b"/*\n * Head.\n */\n  /* One. */\n  let a = 1; // Beside.\n", b"let a = 1; // Beside.\n"),
        ("a.css", b"/* Why. */\na {\n  color: red;\n}\n", b"a {\ncolor: red;\n}\n"),
        ("a.svg", b"<svg>\n  <g/></svg>", b"<svg>\n  <g/></svg>"),
    ],
)
def test_scripts_and_styles_travel_without_comments_and_indents(
    name: str, content: bytes, kept: bytes
) -> None:
    assert lean(name, content) == kept
