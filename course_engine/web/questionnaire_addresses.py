"""Where the questionnaire is filled in, screen by screen."""

from course_engine.training.codes import compact, grouped

RESUME = "/reprendre"


def invitation_url(token: str) -> str:
    """Return the address of what a référent's link opens."""
    return f"/inscription/{token}"


def questionnaire_url(code: str) -> str:
    """Return the address of the questionnaire that a code opens."""
    return f"/questionnaire/{grouped(compact(code))}"


def step_url(code: str, number: int) -> str:
    """Return the address of one of its steps, numbered from 1; the last is the last look."""
    return f"{questionnaire_url(code)}/{number}"


def pause_url(code: str) -> str:
    """Return the address of the screen that says how to go on later."""
    return f"{questionnaire_url(code)}/pause"


def end_url(code: str) -> str:
    """Return the address of what came of it."""
    return f"{questionnaire_url(code)}/envoye"
