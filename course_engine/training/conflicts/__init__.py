"""Facts and plans that contradict each other: found, shown side by side, settled by a person."""
