"""Text without marks is read as markdown-it reads it, without its inline parser."""

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.rules_core import inline as commonmark_inline

from course_engine.content import markdown
from course_engine.content.markdown import parse
from course_engine.content.source import Source

LINES = st.text(st.sampled_from("aé ’«».,:;-+=()#>|{}^~$%@/'\"\t\N{NO-BREAK SPACE}1\\`*_[]!<&"), max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join), st.booleans())
def test_running_text_gives_the_tokens_of_the_whole_parser(text, gaps):
    whole = markdown._parser.__wrapped__(gaps=gaps)
    whole.core.ruler.at("inline", commonmark_inline)
    source = Source("a.md", text, "")
    ours = parse(source, 0, gaps=gaps).tokens
    env = {"lazy": set(), "definitions": {}, "crowded": []}
    theirs = whole.parse(markdown._MARK_WITH_HARD_SPACE.sub(r"\1 ", text), env)
    assert [token.as_dict() for token in ours] == [token.as_dict() for token in theirs]
