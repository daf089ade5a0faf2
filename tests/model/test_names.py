"""How lists name people, and in which order."""

from course_engine.model.names import by_name, name_in_list
from course_engine.model.registration import Registration


def person(trainee: str, last_name: str, first_name: str) -> Registration:
    return Registration(
        id=trainee, last_name=last_name, first_name=first_name, employer="Saint-Exemple (fictif)"
    )


def test_a_list_gives_the_last_name_first() -> None:
    assert name_in_list(person("tr-1a", "Exemple", "Camille")) == "Exemple Camille"


def test_accents_and_capitals_change_no_order_and_equal_names_stand_by_id() -> None:
    people = [
        person("tr-4d", "Zele", "Anne"),
        person("tr-3c", "écrin", "Anne"),
        person("tr-2b", "Exemple", "Éloi"),
        person("tr-1a", "EXEMPLE", "Eloi"),
        person("tr-5e", "De Exemple", "Zoé"),
    ]
    assert [one.id for one in sorted(people, key=by_name)] == ["tr-5e", "tr-3c", "tr-1a", "tr-2b", "tr-4d"]
