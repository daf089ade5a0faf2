"""The questionnaire and what was typed in it → what the templates show of them."""

from collections.abc import Iterator, Mapping, Sequence

from course_engine.i18n import mark, translator
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.questionnaire import AskAvailability, ChooseSeveral
from course_engine.planning.changes import DecisiveAnswer, OtherPath
from course_engine.rendering.questionnaire import NumberedQuestion, numbered
from course_engine.rendering.wording import NO_BREAK
from course_engine.training.questionnaire_form import IDENTITY, Fields, answer_field, number_field
from course_engine.web.contexts.registration import (
    DecisiveView,
    OtherPathView,
    QuestionView,
    ReviewRow,
    ReviewSection,
    SectionView,
    TickView,
)

_ = translator("web")

PERSON_LABELS: Mapping[str, str] = {
    "nom": mark("Last name"),
    "prenom": mark("First name"),
    "collectivite": mark("Local authority"),
    "amenagement": mark("Arrangement wished for"),
}


def field_labels(catalogue: Catalogue) -> Mapping[str, str]:
    """Return how each field of the questionnaire is called where it stands out of its place."""
    labels = {name: _(label) for name, label in PERSON_LABELS.items()}
    for section in section_views(catalogue, {}, {}):
        for question in section.questions:
            label = _("Question {number}").format(number=question.number)
            labels |= {question.number_name or question.name: label, question.name: label}
    return labels


def summary(problems: Mapping[str, str], labels: Mapping[str, str]) -> Mapping[str, str]:
    """Return what to correct, by field, each sentence with how its field is called."""
    return {
        name: _("{field} – {problem}").format(field=labels[name], problem=problem)
        for name, problem in problems.items()
    }


def section_views(
    catalogue: Catalogue, fields: Fields, problems: Mapping[str, str]
) -> tuple[SectionView, ...]:
    """Return every section of the questionnaire, with what was typed and what to correct."""
    return tuple(
        SectionView(
            title=section.title,
            questions=tuple(_question_view(question, fields, problems) for question in section.questions),
        )
        for section in numbered(catalogue.questionnaire)
    )


def person_values(fields: Fields) -> Mapping[str, str]:
    """Return what was typed of who one is, by field."""
    return {name: next(iter(fields.get(name, ())), "") for name in IDENTITY}


def review_sections(
    catalogue: Catalogue,
    fields: Fields,
    problems: Mapping[str, str],
    *,
    about_person: str,
    step_url: Sequence[str],
) -> tuple[ReviewSection, ...]:
    """Return every step with what was answered there.

    Args:
        catalogue: the course.
        fields: what was typed.
        problems: what to correct, by field.
        about_person: the title of the first step.
        step_url: the address of each step.
    """
    person = person_values(fields)
    rows = [
        _row(name, _(PERSON_LABELS[name]), (person[name],) if person[name] else (), step_url[0], problems)
        for name in IDENTITY
    ]
    sections = section_views(catalogue, fields, problems)
    return (
        ReviewSection(about_person, tuple(rows)),
        *(
            ReviewSection(
                section.title,
                tuple(row for one in section.questions for row in _answer_rows(one, address, problems)),
            )
            for section, address in zip(sections, step_url[1:], strict=True)
        ),
    )


def other_path_view(catalogue: Catalogue, other: OtherPath | None) -> OtherPathView | None:
    """Return another path with its units by their titles."""
    if other is None:
        return None
    return OtherPathView(other.half_days, _titles(catalogue, other.brings), _titles(catalogue, other.removes))


def decisive_view(catalogue: Catalogue, decisive: DecisiveAnswer) -> DecisiveView:
    """Return an answer that counted, with its units by their titles."""
    return DecisiveView(
        asked=decisive.answer.text,
        answer=decisive.answer.answer,
        kept=_titles(catalogue, decisive.kept),
        left_out=_titles(catalogue, decisive.left_out),
    )


def _titles(catalogue: Catalogue, units: Sequence[Slug]) -> tuple[str, ...]:
    return tuple(catalogue.units[unit].title for unit in units)


def _question_view(question: NumberedQuestion, fields: Fields, problems: Mapping[str, str]) -> QuestionView:
    item = question.item
    name, number = answer_field(item.id), number_field(item.id)
    asks_number = isinstance(item, AskAvailability)
    return QuestionView(
        name=name,
        number=question.number,
        text=item.text,
        note=item.note,
        several=isinstance(item, AskAvailability | ChooseSeveral),
        ticks=tuple(
            TickView(tick.value, tick.letter, tick.text, tick.value in fields.get(name, ()))
            for tick in question.ticks
        ),
        problem=problems.get(name, ""),
        number_name=number if asks_number else "",
        number_value=next(iter(fields.get(number, ())), "") if asks_number else "",
        number_problem=problems.get(number, "") if asks_number else "",
    )


def _answer_rows(question: QuestionView, address: str, problems: Mapping[str, str]) -> Iterator[ReviewRow]:
    asked = f"{question.number}.{NO_BREAK}{question.text}"
    if question.number_name:
        given = (question.number_value,) if question.number_value else ()
        how_many = _("{question} (number)").format(question=asked)
        yield _row(question.number_name, how_many, given, address, problems)
        asked = _("{question} (when)").format(question=asked)
    chosen = tuple(tick.text for tick in question.ticks if tick.chosen)
    yield _row(question.name, asked, chosen, address, problems)


def _row(
    name: str, asked: str, answers: tuple[str, ...], address: str, problems: Mapping[str, str]
) -> ReviewRow:
    return ReviewRow(name, asked, answers, f"{address}#{name}", problems.get(name, ""))
