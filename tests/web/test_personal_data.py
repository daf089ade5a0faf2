"""What is kept about people, for anybody to read; every footer leads to it."""

import pytest
from visitor import Visitor

from course_engine.training.privacy import collected_in_words
from course_engine.training.retention import Retention


def test_everything_that_is_kept_is_said_with_why_and_how_long(visitor: Visitor) -> None:
    page = visitor.get("/donnees-personnelles").text
    for line in collected_in_words(Retention()):
        for words in (line.title, line.content, line.purpose, line.kept):
            assert words in page.replace("&#39;", "'")
    assert "CNIL" in page
    assert "La Région (exemple)." in page


@pytest.mark.parametrize("path", ["/", "/glossaire", "/accessibilite", "/inconnue", "/connexion"])
def test_every_footer_leads_there(visitor: Visitor, path: str) -> None:
    assert 'href="/donnees-personnelles"' in visitor.get(path).text
