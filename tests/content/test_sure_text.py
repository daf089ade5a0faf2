"""Prose, and text whose marks leave no doubt, are read as markdown-it reads them, without all of its rules."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_core import inline as commonmark_inline

from course_engine.content import markdown
from course_engine.content.markdown import parse
from course_engine.content.source import Source
from course_engine.content.sure_text import sure_tokens

CHARACTERS = "aé ’«».,:;-+=()#>|{}^~$%@/'\"\t\N{NO-BREAK SPACE}1\\`*_[]!<&\N{NEXT LINE}\N{EN SPACE}½€"
PIECES = (
    *("mot", "un mot", " ", " ", "\n", "é", "1", ".", " :", "’", "«", "»", "(", ")", "!", "]", "-"),
    *("*", "**", "**", "***", "`", "`", "``", "_", "[", "](a/b.svg)", "](https://a.fr/b)", "](http://À.fr)"),
    *(
        "[^a]",
        "[[a]]",
        "**mot**",
        " *un mot* ",
        "`un mot`",
        "[un mot](a)",
        "![un mot](a)",
        "\\",
        "&amp;",
        "<b>",
    ),
)
LINES = st.text(st.sampled_from(CHARACTERS), max_size=30) | st.lists(
    st.sampled_from(PIECES), max_size=12
).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join), st.booleans())
def test_shorter_ways_give_the_tokens_of_the_whole_parser(text, gaps):
    whole = markdown._parser.__wrapped__(gaps=gaps)
    whole.core.ruler.at("inline", commonmark_inline)
    whole.core.ruler.enable(["text_join", "normalize"])
    whole.block.ruler.disable("prose")
    source = Source("a.md", text, "")
    ours = parse(source, 0, gaps=gaps).tokens
    env = {"lazy": set(), "definitions": {}, "crowded": [], "underlined": True}
    theirs = whole.parse(markdown._MARK_WITH_HARD_SPACE.sub(r"\1 ", text), env)
    assert [written(token) for token in ours] == [written(token) for token in theirs]


def written(token):
    """Return a token's fields, its children less the texts that hold nothing: the parser leaves some beside bold."""
    fields = token.as_dict()
    children = [written(child) for child in token.children or ()]
    fields["children"] = [child for child in children if child["type"] != "text" or child["content"]]
    return fields


@pytest.mark.parametrize(
    "text",
    [
        "Un mot sans marque.",
        "L’**adresse** et *ce qu’elle dit* : deux `mots`,\nune [règle](https://example.org/12).",
        "**15 min.** *« Entre guillemets »* ensuite.",
    ],
)
def test_prose_needs_no_parser(text):
    assert sure_tokens(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "a**b**c",
        "**a*",
        "**le `mot`**",
        "_a_",
        "deux  \nlignes",
        "`` ` ``",
        "![Un plan](a.svg)",
        "[a](b é)",
        "[^a]",
        "[[a]]",
        "a\\*",
        "<br>",
        "&amp;",
    ],
)
def test_other_marks_are_left_to_the_parser(text):
    assert sure_tokens(text) is None
