"""Linear programmes for HiGHS, solved the same way each time: one thread, one seed, no clock."""

from collections.abc import Mapping

import highspy
import numpy as np

ANY = highspy.kHighsInf


class LinearProgramme:
    """A maximum to find. Rows first, then columns from 0 up to their own limit."""

    def __init__(self) -> None:
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]  # highspy leaves its constructor untyped
        self._highs.setOptionValue("output_flag", False)  # noqa: FBT003 - HiGHS's own signature
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("parallel", "off")
        self._highs.setOptionValue("random_seed", 0)
        self._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)

    def row(self, most: float, least: float = -ANY) -> int:
        """Add a row between two limits; return its index."""
        self._highs.addRow(least, most, 0, [], [])
        return int(self._highs.getNumRow()) - 1

    def column(self, value: float, most: float, entries: Mapping[int, float]) -> int:
        """Add a column worth a value a unit, with its entries by row; return its index."""
        self._highs.addCol(value, 0.0, most, len(entries), [*entries], [*entries.values()])
        return int(self._highs.getNumCol()) - 1

    def maximise(self) -> float:
        """Return the maximum."""
        self._highs.run()
        return float(self._highs.getInfo().objective_function_value)

    def prices(self) -> list[float]:
        """Return, after `maximise`, what one more unit of each row would add."""
        return [float(price) for price in self._highs.getSolution().row_dual]

    def maximise_whole(self, start: list[int], nodes: int, gap: float) -> list[int]:
        """Return the best whole columns found.

        Args:
            start: a solution to begin with.
            nodes: of the search tree, at most.
            gap: the relative gap at which to stop.
        """
        whole = np.full(len(start), int(highspy.HighsVarType.kInteger), dtype=np.uint8)
        self._highs.changeColsIntegrality(len(start), np.arange(len(start), dtype=np.int32), whole)
        self._highs.setOptionValue("mip_max_nodes", nodes)
        self._highs.setOptionValue("mip_rel_gap", gap)
        # Cuts hardly ever lower a bound that plans make tight already, and take half of the time.
        self._highs.setOptionValue("mip_pool_soft_limit", 1)
        known = highspy.HighsSolution()
        known.col_value = [float(value) for value in start]
        self._highs.setSolution(known)
        self._highs.run()
        return [round(value) for value in self._highs.getSolution().col_value]
