"""Letters given again: by the text, then by likeness, never to something else."""

from hypothesis import given
from hypothesis import strategies as st

from course_engine.content.lettering import Resemblance, match_letters, words_of
from course_engine.model.folding import fold
from course_engine.model.fragment import AssetUrl, Block, BlockKind, GapHole, TermRef

TEXTS = st.lists(st.text("abcdeé ", min_size=1, max_size=6).filter(fold), unique_by=fold, max_size=8)


def lettered(texts: list[str]) -> dict[str, str]:
    return dict(zip("abcdefghijkl", texts, strict=False))


def test_the_same_text_keeps_its_letter_wherever_it_goes() -> None:
    given_letters, said = match_letters(lettered(["Un", "Deux"]), lettered(["deux", "UN"]), {"a", "b"})
    assert (given_letters, said) == ({"a": "b", "b": "a"}, ())


def test_the_only_one_left_on_both_sides_keeps_its_letter() -> None:
    given_letters, said = match_letters(lettered(["Objet", "Date"]), lettered(["Objets", "Date"]), {"a", "b"})
    assert (given_letters, said) == ({"a": "a", "b": "b"}, ())


def test_the_only_one_left_is_told_where_it_resembles_nothing() -> None:
    _given, said = match_letters(lettered(["Objet", "Date"]), lettered(["Lune", "Date"]), {"a", "b"})
    assert said == (Resemblance("a", "Objet", "Lune"),)


def test_the_most_similar_in_written_order_keeps_its_letter_and_is_told() -> None:
    before = lettered(["le message urgent", "le message attendu"])
    given_letters, said = match_letters(
        before, lettered(["un message attendu", "un message urgent"]), {"a", "b"}
    )
    assert given_letters == {"a": "b", "b": "a"}
    assert [one.letter for one in said] == ["b", "a"]


def test_what_resembles_nothing_has_a_new_letter() -> None:
    given_letters, said = match_letters(lettered(["oui", "non"]), lettered(["chat", "bœuf"]), {"a", "b", "c"})
    assert (given_letters, said) == ({"a": "d", "b": "e"}, ())


def test_letters_go_on_after_z() -> None:
    used = set("abcdefghijklmnopqrstuvwxyz")
    assert match_letters({}, {"a": "un", "b": "deux"}, used)[0] == {"a": "aa", "b": "ab"}


@given(TEXTS, TEXTS, st.sets(st.sampled_from("abcdefghijkl")))
def test_no_letter_is_given_twice_nor_is_one_that_went_given_to_another(
    before: list[str], now: list[str], gone: set[str]
) -> None:
    published = lettered(before)
    given_letters, said = match_letters(published, lettered(now), {*published, *gone})
    assert given_letters.keys() == lettered(now).keys()
    assert len(set(given_letters.values())) == len(now)
    # A published letter stays with its text, with what is told to resemble it, or with the one text that is left.
    told = {one.letter for one in said}
    for letter, known in given_letters.items():
        if known not in published:
            assert known not in gone
        elif fold(published[known]) != fold(lettered(now)[letter]) and known not in told:
            others = {fold(text) for text in before} ^ {fold(text) for text in now}
            assert others == {fold(published[known]), fold(lettered(now)[letter])}


@given(TEXTS, st.randoms(use_true_random=False))
def test_the_order_of_what_is_offered_changes_no_letter(texts: list[str], random: object) -> None:
    shuffled = sorted(texts, key=lambda _text: random.random())  # type: ignore[attr-defined]  # a Random
    given_letters, said = match_letters(lettered(texts), lettered(shuffled), set(lettered(texts)))
    by_text = {text: letter for letter, text in lettered(texts).items()}
    assert {lettered(shuffled)[now]: known for now, known in given_letters.items()} == by_text
    assert said == ()


def test_words_are_without_tags_with_pictures_terms_and_gaps() -> None:
    picture = ('<p>Voici <img src="', AssetUrl(path="quizzes/images/a.svg"), '" alt="un &amp; deux"></p>')
    block = Block(kind=BlockKind.EXAMPLE, content=(" <em>Camille</em> ",), line=3)
    gap, term = GapHole(gap="b"), TermRef(term="cci", text="Cci")
    assert (
        words_of((*picture, block, gap, " ", term)) == "Voici quizzes/images/a.svg un & deux Camille […] Cci"
    )
