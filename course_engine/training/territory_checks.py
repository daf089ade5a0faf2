"""What a file of territories may not say, and what is doubtful in it."""

from collections.abc import Collection, Mapping

from course_engine.errors import Diagnostic
from course_engine.exchange.csv_table import Place, Row, folded
from course_engine.i18n import translator
from course_engine.model.places import Commune, Territory
from course_engine.training.geography import communes, is_known

_ = translator("training")


class TerritoryFile:
    """Gathers the lines of a file, one commune each, into territories.

    Attributes:
        known: the territories recorded so far.
        replaced: identifiers of those that the file gives anew.
    """

    def __init__(self, known: Mapping[str, Territory], replaced: Collection[str]) -> None:
        self._others = {key: territory for key, territory in known.items() if key not in replaced}
        self._heads: dict[str, Row[Territory]] = {}
        self._communes: dict[str, dict[str, Commune]] = {}

    def take(self, row: Row[Territory]) -> None:
        """Add what a good line says."""
        self._heads.setdefault(row.value.id, row)
        found = self._communes.setdefault(row.value.id, {})
        found.update((commune.code, commune) for commune in row.value.communes)

    def territories(self) -> tuple[Territory, ...]:
        """Return what the lines taken say, each territory with its communes in order of their codes."""
        return tuple(
            head.value.model_copy(
                update={"communes": tuple(commune for _code, commune in sorted(self._communes[key].items()))}
            )
            for key, head in self._heads.items()
        )

    def problems(self, row: Row[Territory]) -> list[Diagnostic]:
        """Return what is wrong or doubtful in a line, given those taken before."""
        found = [*self._disagreements(row), *self._number_problems(row)]
        for commune in row.value.communes:
            found += self._twice(row, commune)
            found += _against_insee(row.place, commune)
        return found

    def _disagreements(self, row: Row[Territory]) -> list[Diagnostic]:
        head = self._heads.get(row.value.id, row)
        found = []
        for column, before, here in (
            ("nom", head.value.name, row.value.name),
            ("type", head.value.kind, row.value.kind),
            ("siren", head.value.siren, row.value.siren),
        ):
            if here != before:
                message = _("“{here}”, but line {line} says “{before}” of the same territory").format(
                    here=here or "", line=head.place.line, before=before or ""
                )
                hint = _("write the same on every line of a territory")
                found.append(row.place.problem(column, "TE101", message, hint))
        return found

    def _number_problems(self, row: Row[Territory]) -> list[Diagnostic]:
        for other in self._other_territories(row.value.id):
            if row.value.siren and other.siren == row.value.siren:
                message = _("the SIREN {siren} is already that of “{name}”").format(
                    siren=other.siren, name=other.name
                )
                hint = _("give this territory the identifier “{id}”, or correct the number").format(
                    id=other.id
                )
                return [row.place.problem("siren", "TE103", message, hint)]
        return []

    def _twice(self, row: Row[Territory], commune: Commune) -> list[Diagnostic]:
        place, code = row.place, commune.code
        if code in self._communes.get(row.value.id, {}):
            message = _("the commune {code} is already in this territory").format(code=code)
            return [place.problem("insee", "TE102", message, _("keep one line"))]
        holder = next((one for one in self._other_territories(row.value.id) if self._holds(one, code)), None)
        if holder is None:
            return []
        # A pays and a communauté may overlap: doubtful, but possible.
        message = _("the commune {code} is already in “{name}”").format(code=code, name=holder.name)
        return [place.doubt("insee", "TE106", message, _("keep it in one territory, unless they overlap"))]

    def _holds(self, territory: Territory, code: str) -> bool:
        return bool(territory.commune(code)) or code in self._communes.get(territory.id, {})

    def _other_territories(self, territory: str) -> list[Territory]:
        here = [head.value for head in self._heads.values()]
        return [one for one in (*self._others.values(), *here) if one.id != territory]


def _against_insee(place: Place, commune: Commune) -> list[Diagnostic]:
    if not is_known(commune.code):
        message = _("no commune of the département has the code {code} today").format(code=commune.code)
        hint = _("check the code, unless the commune has since been merged")
        return [place.doubt("insee", "TE104", message, hint)]
    name = communes().get(commune.code, commune.name)
    if _plain(name) != _plain(commune.name):
        message = _("“{name}”, but {code} is “{official}”").format(
            name=commune.name, code=commune.code, official=name
        )
        return [place.doubt("commune", "TE105", message, _("check that the code is the right one"))]
    return []


def _plain(name: str) -> str:
    return folded(name).replace("’", "'").replace("œ", "oe").replace("'", "-")
