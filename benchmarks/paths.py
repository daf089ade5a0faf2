"""45,000 people, from the JSON of their registrations to JSON paths with reasons, on the ten-unit course.

States the CPU time as a multiple of merely validating the same JSON with pydantic, in paired runs of one
process, with two floors: whole registrations, and nothing but the answers in them.
`python benchmarks/paths.py [people] [rounds]`.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from pydantic import Field, TypeAdapter, create_model

from course_engine.content import load_course
from course_engine.model.course import Catalogue
from course_engine.model.questionnaire import AskAvailability, ChooseOne, ChooseSeveral
from course_engine.model.registration import Registration
from course_engine.planning.answers import accepted, answers_type
from course_engine.planning.path_json import PathWriter

COURSE = Path(__file__).parents[1] / "tests" / "courses" / "ten_units"
PEOPLE, ROUNDS, SEED = 45_000, 5, 2005


def people(catalogue: Catalogue, number: int) -> Iterator[dict[str, Any]]:
    """The answers of each: practice that varies from one person to the next, one to four wishes."""
    draw = random.Random(SEED)
    for _person in range(number):
        practice = draw.betavariate(1.2, 1.8)
        answers: dict[str, Any] = {}
        for item in catalogue.questionnaire.items:
            words = accepted(item)
            if draw.random() < 0.05:
                continue
            if isinstance(item, AskAvailability):
                answers[item.id] = {"nombre": draw.randint(1, 10), "quand": ["en-journee"]}
            elif isinstance(item, ChooseSeveral):
                answers[item.id] = draw.sample(words, draw.randint(0, 2))
            elif isinstance(item, ChooseOne):
                answers[item.id] = words[min(int(draw.gauss(practice, 0.2) * len(words)) % 4, len(words) - 1)]
            else:
                answers[item.id] = words[0] if draw.random() < practice else words[1]
        yield answers


def registration(place: int, answers: dict[str, Any]) -> dict[str, Any]:
    """A registration as a référent sends it in, of a person who is nobody."""
    names = {"nom": f"Nom-{place}", "prenom": "Prénom", "collectivite": f"Commune d’essai {place % 400}"}
    return {"id": f"personne-{place:05}", **names, "reponses": answers}


def as_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def registration_validator(catalogue: Catalogue) -> TypeAdapter[Registration]:
    """Validates a registration and its answers in one go: all that stands between JSON and a path."""
    answers = (answers_type(catalogue.questionnaire), Field(alias="reponses", default_factory=dict))
    return TypeAdapter(create_model("Complete", __base__=Registration, answers=answers))


def validate(validator: TypeAdapter[Any], lines: list[bytes]) -> None:
    """Validate each line, and keep nothing."""
    for line in lines:
        validator.validate_json(line)


def plan(catalogue: Catalogue, validator: TypeAdapter[Registration], lines: list[bytes]) -> None:
    """Write each path, and keep nothing; what people share is found anew in each run."""
    write = PathWriter(catalogue).write
    for line in lines:
        write(validator.validate_json(line).answers)


def seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    number, rounds = ([int(word) for word in sys.argv[1:]] + [PEOPLE, ROUNDS][len(sys.argv) - 1 :])[:2]
    catalogue = load_course(COURSE)
    forms = [registration(place, answers) for place, answers in enumerate(people(catalogue, number))]
    sheets = [as_json(form["reponses"]) for form in forms]
    lines = [as_json(form) for form in forms]
    del forms  # so that the garbage collector has nothing to look through that a real run would not have
    only_answers, whole = (
        TypeAdapter(answers_type(catalogue.questionnaire)),
        registration_validator(catalogue),
    )
    runs = [
        (
            seconds(lambda: validate(only_answers, sheets)),
            seconds(lambda: validate(whole, lines)),
            seconds(lambda: plan(catalogue, whole, lines)),
        )
        for _ in range(rounds)
    ]
    answers, registrations, paths = (median(column) * 1e6 / number for column in zip(*runs, strict=True))
    print(f"paths: {number} people, {len(set(sheets))} different sheets of answers, {rounds} paired runs")
    print(f"  answers validated by pydantic          {answers:6.1f} µs CPU a person (median)")
    print(f"  registrations validated by pydantic    {registrations:6.1f} µs")
    print(f"  registrations to paths with reasons    {paths:6.1f} µs")
    for name, floor in (("registrations", 1), ("answers alone", 0)):
        ratio = median(run[2] / run[floor] for run in runs)
        print(f"  ratio to validating {name}  {ratio:.1f} (median of the pairs; aim: at most 6)")


if __name__ == "__main__":
    main()
