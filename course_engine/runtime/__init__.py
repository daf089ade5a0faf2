"""What runs in a browser: classic scripts and their styles, read as package data."""

from importlib.resources import files

SCRIPTS = ("grader.js", "questions.js", "quiz.js")
"""The scripts of a quiz, in the order in which a page loads them."""
PRINT = "print.js"
"""The script of the buttons that print, where no bundle's own does."""
LIVE = "live.js"
"""The script that keeps a served screen as fresh as its link; no bundle has it."""
ROOM = "room.js"
"""The script that sends what is done in the room without reading the whole screen again."""
SIGNATURE = "signature.js"
"""The script of the box in which one signs; only the pages with such a box load it."""
FOLLOWING = "following.js"
"""The script of a trainee's screens in a room that is held; it goes with `LIVE`."""
PREVIEW = "preview.js"
"""The script that keeps a designer's place while the page changes; it goes before those of a quiz and `LIVE`."""
SERVED_SCRIPTS = (*SCRIPTS, PRINT, LIVE, ROOM, SIGNATURE, FOLLOWING, PREVIEW)
"""Every script that a served page may name."""
STYLES = ("quiz.css", "arrangements.css", "feedback.css")
"""The style sheets of a quiz, in the order in which a page loads them; they follow the theme's."""


def read(name: str) -> bytes:
    """Return the bytes of a script or a style sheet of the runtime."""
    return files(__name__).joinpath(name).read_bytes()
