"""Texts that wait on the disk."""

import pickle
from tempfile import TemporaryFile

from hypothesis import given, settings
from hypothesis import strategies as st

from course_engine.content.spool import Spool

KEYS = st.sampled_from("abc")
STEPS = st.one_of(
    st.tuples(st.just("write"), st.sampled_from([0, 1]), KEYS, st.text()),
    st.tuples(st.just("read"), st.sampled_from([0, 1]), KEYS, st.none()),
    st.tuples(st.just("forget"), st.sampled_from([0, 1]), KEYS, st.none()),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(STEPS, max_size=20))
def test_two_spools_of_one_file_behave_as_two_dictionaries(steps):
    with TemporaryFile() as file:
        spools, expected = [Spool[str](file), Spool[str](file)], [{}, {}]
        for kind, which, key, text in steps:
            if kind == "write":
                spools[which][key] = expected[which][key] = text
            elif kind == "forget":
                assert spools[which].pop(key, None) == expected[which].pop(key, None)
            else:
                assert spools[which].get(key) == expected[which].get(key)
        assert [dict(spool) for spool in spools] == expected


def test_a_value_asked_for_again_is_not_read_again(monkeypatch):
    with TemporaryFile() as file:
        spool = Spool[list[str]](file)
        spool["a"] = ["texte"]
        first = spool["a"]
        monkeypatch.setattr(pickle, "loads", None)
        assert spool["a"] is first
