"""45,000 people, from JSON answers to JSON paths with their reasons, on the ten-unit course.

States the CPU time as a multiple of merely validating the same answers with pydantic, each in the same run:
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

from course_engine.content import load_course
from course_engine.model.course import Catalogue
from course_engine.model.path import AskAvailability, ChooseOne, ChooseSeveral
from course_engine.planning.answers import accepted, answers_validator
from course_engine.planning.path import Planner
from course_engine.planning.path_json import PathWriter
from course_engine.planning.profile import ProfileReader

COURSE = Path(__file__).parents[1] / "tests" / "courses" / "ten_units"
PEOPLE, ROUNDS, SEED = 45_000, 5, 2005


def people(catalogue: Catalogue, number: int) -> Iterator[bytes]:
    """One JSON object a person: practice that varies from one person to the next, one to four wishes."""
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
        yield json.dumps(answers, ensure_ascii=False).encode()


def validate_only(catalogue: Catalogue, lines: list[bytes]) -> int:
    validate = answers_validator(catalogue.questionnaire).validate_json
    return sum(1 for line in lines if validate(line) is not None)


def whole_way(catalogue: Catalogue, lines: list[bytes]) -> int:
    validate = answers_validator(catalogue.questionnaire).validate_json
    reader, planner = ProfileReader(catalogue), Planner(catalogue)
    writer = PathWriter()
    return sum(len(writer.write(planner.plan(reader.read(validate(line))))) for line in lines)


def seconds(work: Callable[[Catalogue, list[bytes]], int], catalogue: Catalogue, lines: list[bytes]) -> float:
    start = process_time()
    work(catalogue, lines)
    return process_time() - start


def main() -> None:
    number, rounds = ([int(word) for word in sys.argv[1:]] + [PEOPLE, ROUNDS][len(sys.argv) - 1 :])[:2]
    catalogue = load_course(COURSE)
    lines = list(people(catalogue, number))
    pairs = [
        (seconds(validate_only, catalogue, lines), seconds(whole_way, catalogue, lines))
        for _ in range(rounds)
    ]
    floor, whole = (median(column) for column in zip(*pairs, strict=True))
    ratio = median(whole / floor for floor, whole in pairs)
    print(f"paths: {number} people, {len(set(lines))} different sheets of answers, {rounds} paired runs")
    print(f"  answers validated by pydantic        {floor:.2f} CPU s (median)")
    print(f"  answers to JSON paths with reasons   {whole:.2f} CPU s (median)")
    print(f"  ratio {ratio:.1f} (median of the pairs; aim: at most 6)")


if __name__ == "__main__":
    main()
