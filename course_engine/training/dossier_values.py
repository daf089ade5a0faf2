"""Values of the records as a person's file says them: JSON with French words for what holds several things."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from course_engine.model.path import LearningPath, Step
from course_engine.model.registration import Registration
from course_engine.model.training import Attestation


def in_french(value: Any, column: str = "") -> Any:
    """Return a value of the records as JSON.

    Args:
        value: what a column holds: JSON, a number, a text, an instant, an id.
        column: `table.column`, for the columns whose JSON has words of its own; those are told in French.
    """
    if column in _TOLD and isinstance(value, dict):
        return _TOLD[column](value)
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case UUID():
            return str(value)
    return value


def _form(content: Mapping[str, Any]) -> Mapping[str, Any]:
    return Registration.model_validate(content).model_dump(mode="json", by_alias=True, exclude={"id"})


def _path(content: Mapping[str, Any]) -> Mapping[str, Any]:
    path = LearningPath.model_validate(content)
    return {
        "programme": path.programme,
        "demi-journées disponibles": path.half_days,
        "retenues": [_step(step) for step in path.kept],
        "écartées": [_step(step) for step in path.left_out],
        "souhaits non servis": list(path.unserved),
        "avis": path.notice,
    }


def _step(step: Step) -> Mapping[str, Any]:
    return {
        "module": step.unit,
        "niveau": step.level,
        "raison": step.reason.sentence,
        "réponses citées": [
            {"question": quoted.text, "réponse": quoted.answer} for quoted in step.reason.answers
        ],
    }


def _attestation(content: Mapping[str, Any]) -> Mapping[str, Any]:
    if "number" not in content:  # erased: what is left names nobody
        return {
            "minutes": content["minutes"],
            "demi-journées": [
                {
                    "module": half_day["unit"],
                    "jour": half_day["day"],
                    "demi-journée": half_day["half_day"],
                    "minutes": half_day["minutes"],
                }
                for half_day in content["half_days"]
            ],
        }
    attestation = Attestation.model_validate(content)
    return {
        "nom": attestation.trainee.last_name,
        "prénom": attestation.trainee.first_name,
        "collectivité": attestation.trainee.employer,
        "qualité": attestation.trainee.role,
        "programme": attestation.programme,
        "organisateur": attestation.organiser,
        "fait à": attestation.issued_in,
        "signataire": attestation.signatory,
        "minutes": attestation.minutes,
        "demi-journées": [
            {
                "module": half_day.unit,
                "titre": half_day.title,
                "jour": half_day.day.isoformat(),
                "demi-journée": half_day.half_day,
                "début": half_day.begins.isoformat("minutes"),
                "fin": half_day.ends.isoformat("minutes"),
                "minutes": half_day.minutes,
                "lieu": half_day.place,
                "animateur": half_day.animator,
            }
            for half_day in attestation.half_days
        ],
    }


_TOLD: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, Any]]] = {
    "registration.content": _form,
    "learning_path.content": _path,
    "attestation.content": _attestation,
}
