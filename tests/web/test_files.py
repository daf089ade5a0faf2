"""Files: only those of the theme and of the catalogue, as they were checked."""

from pathlib import Path

import pytest
from visitor import Visitor

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
    "path", ["modules/programme.yml", "../records.db", "..%2Frecords.db", "%2Fetc%2Fpasswd", "modules"]
)
def test_nothing_else_of_the_disk_is_given(trainee: Visitor, path: str) -> None:
    assert trainee.get(f"/fichiers/{path}").status_code == 404


def test_a_file_of_another_unit_is_not_the_trainees(trainee: Visitor) -> None:
    reply = trainee.get("/fichiers/modules/sensibilisation/images/autre.svg")
    assert (reply.status_code, "CANARI" in reply.text) == (404, False)


def test_a_file_that_changed_since_it_was_checked_is_not_given(trainee: Visitor, tmp_path: Path) -> None:
    (tmp_path / "course" / "modules/sensibilisation/images/ecran.svg").write_text("<svg>autre</svg>")
    assert trainee.get(SVG).status_code == 404


def test_without_a_session_course_files_are_not_given(visitor: Visitor) -> None:
    assert visitor.get(SVG).headers["location"] == "/"


def test_every_style_sheet_script_and_font_of_a_page_is_there_for_ever(trainee: Visitor) -> None:
    page = trainee.get("/unites/messagerie/quiz").text
    addresses = [part.split('"')[0] for part in page.split('="') if part.startswith("/statique/")]
    assert {address.rsplit("/", 1)[1] for address in addresses} >= {
        "tokens.css",
        "quiz.css",
        "grader.js",
        "quiz.js",
    }
    for address in addresses:
        reply = trainee.get(address)
        assert reply.status_code == 200, address
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    font = addresses[0].rsplit("/", 1)[0] + "/fonts/atkinson-hyperlegible-regular.woff2"
    assert trainee.get(font).headers["content-type"] == "font/woff2"
