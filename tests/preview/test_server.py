"""Where the preview listens."""

from socket import create_server

import pytest

from course_engine.errors import EnvironmentRefused
from course_engine.preview.server import first_free


def test_the_next_port_is_taken_where_the_first_is_in_use():
    with create_server(("127.0.0.1", 0)) as busy, first_free([busy.getsockname()[1], 0]) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert listener.getsockname()[1] != busy.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_in_use_is_one_sentence_with_the_way_out():
    with create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        with pytest.raises(EnvironmentRefused) as refused:
            first_free([port])
    assert str(refused.value) == (
        f"Le port {port} est occupé\u00a0: arrêtez ce qui l’utilise, ou choisissez-en un autre avec --port."
    )
