"""Any question of the eleven types, made of any words: what laws about quizzes are tried on."""

from html import escape
from string import ascii_lowercase

from hypothesis import assume
from hypothesis import strategies as st

from course_engine.content.numbers import bounds
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

PICTURE = "quizzes/images/plan.svg"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"></svg>'

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
