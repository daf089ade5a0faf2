"""How much work a proposal may take."""

from msgspec import Struct

from course_engine.planning.placement.claims import Claim


class Effort(Struct, frozen=True):
    """How far to go, counted in work and never in time, so that two runs give one result.

    Attributes:
        most_openings: sessions summed over claims, beyond which the solver is not tried.
        most_units: to follow in one path, beyond which it is not tried either.
        rounds: of plans asked of every claim at new prices.
        nodes: of the search tree for whole numbers.
        gap: the relative gap at which that search stops.
    """

    most_openings: int = 40_000
    most_units: int = 12
    rounds: int = 60
    nodes: int = 60
    gap: float = 3e-4

    def suffices(self, claims: tuple[Claim, ...]) -> bool:
        """Return whether the solver is to be tried on these claims."""
        return (
            max((len(claim.units) for claim in claims), default=0) <= self.most_units
            and sum(len(claim.openings) for claim in claims) <= self.most_openings
        )
