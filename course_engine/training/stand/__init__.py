"""The stand as a whole: ready to leave the depot, carried on a key, started again on a bare machine."""
