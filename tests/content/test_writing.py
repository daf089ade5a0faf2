"""What is written of a quiz reads back as the same quiz: all eleven types, whatever words they hold."""

import shutil
from html import escape
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from course_engine.content import load_course
from course_engine.content.assets import Shelf
from course_engine.content.numbers import bounds
from course_engine.content.quiz import read_quiz
from course_engine.content.source import Source
from course_engine.content.writing import meaning, write_quiz
from course_engine.errors import Severity
from course_engine.model.folding import fold
from course_engine.model.fragment import AssetUrl, GapHole
from course_engine.model.quiz import (
    ChosenGapKey,
    Circle,
    Cloze,
    ClozeKey,
    CreditRule,
    FreeText,
    FreeTextKey,
    Gap,
    Hotspot,
    HotspotKey,
    Matching,
    MatchingKey,
    MultipleChoice,
    MultipleChoiceKey,
    NumberGapKey,
    Numeric,
    NumericKey,
    Option,
    Ordering,
    OrderingKey,
    Picture,
    Quiz,
    Rating,
    RatingKey,
    Rectangle,
    ShortText,
    ShortTextKey,
    SingleChoice,
    SingleChoiceKey,
    TrueFalse,
    TrueFalseKey,
    TypedGapKey,
    Zone,
)

COURSES = Path(__file__).parents[1] / "courses"
PICTURE = "quizzes/images/plan.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"></svg>'


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    folder = tmp_path_factory.mktemp("course")
    (folder / PICTURE).parent.mkdir(parents=True)
    (folder / PICTURE).write_text(SVG, encoding="utf-8")
    return Shelf(folder)


def quiz_of(*questions, introduction=()):
    return Quiz(
        id="essai",
        path="quizzes/essai.md",
        title="Essai : un",
        introduction=introduction,
        questions=questions,
    )


def read_back(text, shelf):
    reading = read_quiz(Source("quizzes/essai.md", text, ""), None, shelf)
    errors = [str(found) for found in reading.report.diagnostics if found.severity is Severity.ERROR]
    assert errors == [], text
    return reading


# --- Words: any sign that Markdown or the format gives a meaning to, said as itself.

SIGNS = "aàéZ09 .,:;!?'\"-+=#*_`~<>[]{}()|\\/&@$%^\u00a0«»’…œ"
WORDS = (
    st.text(SIGNS, min_size=1, max_size=24)
    .map(lambda text: " ".join(text.split(" ")).strip(" \u00a0"))
    .filter(lambda text: fold(text) and "](" not in text and "[!" not in text and "  " not in text)
)
ADDRESSES = st.sampled_from(
    ["https://exemple.fr/a_b", "mailto:mairie@exemple.fr", "https://exemple.fr/(x)?a=1&b=*"]
)
SIMPLE = st.text("abcéè ", min_size=1, max_size=8).map(str.strip).filter(bool)


def said(text):
    return escape(text, quote=False)


@st.composite
def phrases(draw):
    parts = [said(draw(WORDS))]
    for kind in draw(st.lists(st.sampled_from(["em", "strong", "code", "a", "img", "both"]), max_size=3)):
        word = said(draw(SIMPLE))
        marked = {
            "em": f"<em>{word}</em>",
            "strong": f"<strong>{word}</strong>",
            "both": f"<strong>{word} <em>{word}</em></strong>",
            "code": f"<code>{said(draw(WORDS))}</code>",
            "a": f'<a href="{escape(draw(ADDRESSES))}" rel="noreferrer">{said(draw(SIMPLE))} page</a>',
            "img": f'<img src="\0" alt="{escape(draw(SIMPLE))}">',
        }[kind]
        parts += [" ", marked, " ", said(draw(WORDS))]
    html = "".join(parts)
    before, *after = html.split("\0")
    fragment = [before]
    for piece in after:
        fragment += [AssetUrl(path=PICTURE), piece]
    return tuple(fragment)


@st.composite
def blocks(draw):
    fragment = []
    for kind in draw(
        st.lists(st.sampled_from(["p", "ul", "ol", "pre", "quote", "table", "br", "figure"]), max_size=3)
    ):
        if kind in {"p", "br"}:
            middle = ("<br>\n", *draw(phrases())) if kind == "br" else ()
            fragment += ["<p>", *draw(phrases()), *middle, "</p>\n"]
        elif kind in {"ul", "ol"}:
            items = draw(st.lists(phrases(), min_size=1, max_size=3))
            fragment += [
                f"<{kind}>\n",
                *(part for item in items for part in ("<li>", *item, "</li>\n")),
                f"</{kind}>\n",
            ]
        elif kind == "pre":
            fragment.append(
                f'<pre tabindex="0"><code>{said(draw(WORDS))}\n  {said(draw(WORDS))}\n</code></pre>\n'
            )
        elif kind == "quote":
            fragment += ["<blockquote>\n<p>", *draw(phrases()), "</p>\n</blockquote>\n"]
        elif kind == "figure":
            fragment += [
                '<figure class="picture"><img src="',
                AssetUrl(path=PICTURE),
                '" alt="un plan"></figure>\n',
            ]
        else:
            cells = [draw(phrases()) for _cell in range(4)]
            marks = ("<tr><th>", "</th><th>", "</th></tr><tr><td>", "</td><td>")
            rows = [part for mark, cell in zip(marks, cells, strict=True) for part in (mark, *cell)]
            fragment += ["<table>", *rows, "</td></tr></table>\n"]
    return tuple(fragment)


def common(draw, **more):
    return {
        "id": "une-question",
        "title": draw(phrases()),
        "stem": draw(blocks()),
        "hints": tuple(draw(st.lists(paragraphs(), max_size=2))),
        "points": draw(st.sampled_from([1, 1, 3])),
        "objective": draw(st.sampled_from([None, "messagerie"])),
        "page": draw(st.sampled_from([None, "une-page"])),
        "levels": draw(st.sampled_from([(), ("decouverte", "pratique")])),
        **more,
    }


@st.composite
def paragraphs(draw):
    return ("<p>", *draw(phrases()), "</p>\n")


def different(draw, *, least, most=5):
    """Return phrases that no fold makes equal: each begins with a word of its own."""
    number = draw(st.integers(least, most))
    return [(f"mot{letter} ", *draw(phrases())) for letter in ascii_lowercase[:number]]


def lettered(contents):
    return tuple(
        Option(letter=letter, content=content)
        for letter, content in zip(ascii_lowercase, contents, strict=False)
    )


RULES = st.sampled_from(list(CreditRule))


def explained(draw):
    return {"question": "une-question", "explanation": draw(st.one_of(st.just(()), paragraphs()))}


def feedback(draw, options):
    letters = draw(st.sets(st.sampled_from([option.letter for option in options])))
    return {letter: draw(paragraphs()) for letter in sorted(letters)}


@st.composite
def choices(draw):
    options = lettered(different(draw, least=2))
    right = draw(st.sets(st.sampled_from([option.letter for option in options]), min_size=1))
    said_of = {**explained(draw), "feedback": feedback(draw, options)}
    if len(right) == 1 and draw(st.booleans()):
        return SingleChoice(**common(draw, options=options)), SingleChoiceKey(right=min(right), **said_of)
    offered = frozenset(option.letter for option in options)
    key = MultipleChoiceKey(right=frozenset(right), offered=offered, rule=draw(RULES), **said_of)
    return MultipleChoice(**common(draw, options=options)), key


@st.composite
def judgements(draw):
    return TrueFalse(**common(draw)), TrueFalseKey(right=draw(st.booleans()), **explained(draw))


@st.composite
def texts(draw):
    strict = draw(st.booleans())
    accepted = draw(
        st.lists(
            st.one_of(WORDS, st.sampled_from(["vrai", "12", "10 Mo"])), min_size=1, max_size=3, unique_by=fold
        )
    )
    return ShortText(**common(draw)), ShortTextKey(accepted=tuple(accepted), strict=strict, **explained(draw))


DECIMALS = st.decimals(-10_000, 10_000, places=2).map(lambda number: format(number.normalize(), "f"))


@st.composite
def intervals(draw):
    low, high = sorted((draw(DECIMALS), draw(DECIMALS)), key=float)
    assume(bounds(low) and bounds(high) and "-0" not in {low, high})
    return low, high


@st.composite
def numbers(draw):
    low, high = draw(intervals())
    unit = draw(st.sampled_from(["", "Mo", "km à vol d’oiseau"]))
    key = NumericKey(low=low, high=high, unit_label=unit, **explained(draw))
    return Numeric(**common(draw, unit_label=unit)), key


@st.composite
def pairs(draw):
    rows = lettered(different(draw, least=2))
    offered = lettered(different(draw, least=2))
    right = {row.letter: draw(st.sampled_from(offered)).letter for row in rows}
    headings = (draw(phrases()), draw(phrases()))
    question = Matching(**common(draw, headings=headings, rows=rows, choices=offered))
    return question, MatchingKey(right=right, rule=draw(RULES), **explained(draw))


@st.composite
def orders(draw):
    items = lettered(different(draw, least=3))
    right = draw(st.permutations([item.letter for item in items]))
    rule = draw(st.sampled_from([CreditRule.OFF, CreditRule.EACH_ANSWER]))
    return Ordering(**common(draw, items=items)), OrderingKey(
        right=tuple(right), rule=rule, **explained(draw)
    )


GAP_WORDS = WORDS.filter(
    lambda text: not set(text) & set("[]|\n") and text[0] not in "=*" and not bounds(text)
)


@st.composite
def gap_fillers(draw, letter):
    kind = draw(st.sampled_from(["chosen", "typed", "number"]))
    if kind == "number":
        low, high = draw(intervals())
        return Gap(letter=letter, is_number=True), NumberGapKey(low=low, high=high)
    fillings = draw(st.lists(GAP_WORDS, min_size=2, max_size=4, unique_by=fold))
    if kind == "typed":
        return Gap(letter=letter), TypedGapKey(
            accepted=tuple(fillings[: draw(st.integers(1, len(fillings)))])
        )
    offered = lettered([(said(text),) for text in fillings])
    return Gap(letter=letter, choices=offered), ChosenGapKey(right=draw(st.sampled_from(offered)).letter)


@st.composite
def clozes(draw):
    filled = [draw(gap_fillers(letter)) for letter in ascii_lowercase[: draw(st.integers(1, 3))]]
    stem = list(draw(blocks()))
    for index, (gap, _key) in enumerate(filled):
        start, end = (
            ("<p>", "</p>\n")
            if index % 2
            else ("<table><tr><th>mot</th></tr><tr><td>", "</td></tr></table>\n")
        )
        stem += [start, *draw(phrases()), " ", GapHole(gap=gap.letter), " ", *draw(phrases()), end]
    question = Cloze(**common(draw, stem=tuple(stem), gaps=tuple(gap for gap, _key in filled)))
    right = {gap.letter: key for gap, key in filled}
    return question, ClozeKey(right=right, rule=draw(RULES), **explained(draw))


@st.composite
def zones(draw):
    places = different(draw, least=2, most=4)
    shapes = [
        draw(st.sampled_from([Rectangle(x=1, y=2, width=30, height=40), Circle(x=100, y=100, radius=9)]))
        for _place in places
    ]
    offered = tuple(
        Zone(letter=letter, content=content, shape=shape)
        for letter, content, shape in zip(ascii_lowercase, places, shapes, strict=False)
    )
    picture = Picture(path=PICTURE, alternative=draw(WORDS), width=400, height=300)
    right = draw(st.sets(st.sampled_from([zone.letter for zone in offered]), min_size=1))
    key = HotspotKey(right=frozenset(right), feedback=feedback(draw, offered), **explained(draw))
    return Hotspot(**common(draw, picture=picture, zones=offered)), key


@st.composite
def unscored(draw):
    if draw(st.booleans()):
        key = FreeTextKey(model_answer=draw(st.one_of(st.just(()), paragraphs())), **explained(draw))
        return FreeText(**common(draw, points=0)), key
    return Rating(**common(draw, points=0, steps=lettered(different(draw, least=2)))), RatingKey(
        **explained(draw)
    )


QUESTIONS = st.one_of(
    choices(), judgements(), texts(), numbers(), pairs(), orders(), clozes(), zones(), unscored()
)


@given(asked=QUESTIONS)
def test_what_is_written_reads_back_with_the_same_meaning_and_is_written_the_same_again(shelf, asked):
    question, key = asked
    text = write_quiz(quiz_of(question), {question.id: key})
    reading = read_back(text, shelf)
    (back,) = reading.quiz.questions
    assert meaning(back, reading.keys[0]) == meaning(question, key), text
    assert write_quiz(reading.quiz, {back.id: reading.keys[0]}) == text


@pytest.mark.parametrize("name", ["minimal", "ten_units"])
def test_every_quiz_of_the_sample_courses_reads_back_to_the_letter(name, tmp_path):
    folder = shutil.copytree(COURSES / name, tmp_path / "course")
    before = load_course(folder)
    for quiz in before.quizzes.values():
        (folder / quiz.path).write_text(write_quiz(quiz, before.keys), encoding="utf-8")
    after = load_course(folder)
    assert after.keys == before.keys
    for quiz in before.quizzes.values():
        assert without_lines(after.quizzes[quiz.id]) == without_lines(quiz)


def without_lines(quiz):
    questions = tuple(question.model_copy(update={"line": 1}) for question in quiz.questions)
    return quiz.model_copy(update={"questions": questions})
