"""The table of docs/droits.md is that of the code."""

from course_engine.model.accounts import AccountRole
from course_engine.training.rights import RIGHTS, Right

COLUMNS = (AccountRole.REFERENT, AccountRole.ANIMATOR, AccountRole.DESIGNER, AccountRole.REGION)
"""In the order of the page."""
HEADER = ["droit", "ce qu’il permet", "référent", "animateur", "concepteur", "Région"]


def rows(text: str) -> list[list[str]]:
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_each_right_has_its_row_and_says_who_has_it(page):
    header, _rule, *told = rows(page("docs/droits.md").text)
    assert header == HEADER
    assert [row[0] for row in told] == [f"`{right}`" for right in Right]
    for right, row in zip(Right, told, strict=True):
        assert row[2:] == ["oui" if right in RIGHTS[role] else "" for role in COLUMNS], right
