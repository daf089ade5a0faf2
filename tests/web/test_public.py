"""What anybody may read."""

import pytest
from visitor import Visitor


def test_the_statement_on_accessibility_is_worded_as_the_law_wants(visitor: Visitor) -> None:
    page = visitor.get("/accessibilite").text
    assert '<h1 class="title">Accessibilité\u00a0: non conforme</h1>' in page
    assert "Défenseur des droits, Libre réponse 71120, 75342 Paris Cedex 07" in page


@pytest.mark.parametrize(
    "path", ["/parcours", "/unites/messagerie", "/unites/messagerie/adresse", "/glossaire", "/rien"]
)
def test_it_is_reached_from_every_page(trainee: Visitor, path: str) -> None:
    assert '<a href="/accessibilite">Accessibilité\u00a0: non conforme</a>' in trainee.get(path).text


def test_the_glossary_is_open(visitor: Visitor) -> None:
    page = visitor.get("/glossaire").text
    assert 'id="terme-courriel"' in page
    assert "Une lettre sans papier." in page
