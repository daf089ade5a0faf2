"""Kolibri, from PyPI, doing the same work: a quiz given to a class, each learner answering question after question.

Installed once, in a folder of its own, at the version named here; its learners are made anew for each run.
"""

import itertools
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from load.clients import Requests, request
from load.processes import Server, free_port, running

VERSION = "0.19.5"
QUIET = {
    "KOLIBRI_LISTEN_ADDRESS": "127.0.0.1",
    "KOLIBRI_ZEROCONF_ENABLED": "0",
    "KOLIBRI_DISABLE_PING": "1",
}
PROVISION = (
    "manage provisiondevice --facility Banc --preset informal --superusername admin"
    " --superuserpassword admin --language_id en --noinput"
)
TOKEN = "b" * 32
"""What its protection against forged requests compares: a cookie with a header."""


@dataclass(frozen=True)
class Kolibri:
    """A Kolibri that answers, and its learners, each in the middle of the quiz."""

    server: Server
    learners: tuple[Requests, ...]


def installed(folder: Path) -> Path:
    """Return the `kolibri` command in `folder`, installed there if it is not."""
    command = folder / "bin" / "kolibri"
    if not command.exists():
        print(f"  installing kolibri {VERSION} in {folder}…")
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"kolibri=={VERSION}"], check=True)
    return command


@contextmanager
def started(command: Path, home: Path, learners: int, wrap: list[str]) -> Iterator[Kolibri]:
    """Run Kolibri with so many learners, its records in `home`, until the block ends.

    Args:
        command: what `installed` returned.
        home: an empty folder.
        learners: how many.
        wrap: what the command is run under, such as a slower disk; may be empty.
    """
    environment = {**QUIET, "KOLIBRI_HOME": str(home)}
    made = _fill(command, home, learners, environment)
    port = free_port()
    start = f"start --foreground --skip-update --port {port} --zip-port {free_port()}".split()
    serve = [*wrap, str(command), *start]
    with running(
        serve, port, path="/api/public/info/", environment=environment, log=home / "bench.log"
    ) as server:
        yield Kolibri(server, tuple(_answers(server.port, made, key) for key in made["learners"]))


def _fill(command: Path, home: Path, learners: int, environment: dict[str, str]) -> dict[str, object]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    made = home.parent / "kolibri.json"
    env = os.environ | environment | {"COUNT": str(learners), "OUT": str(made)}
    subprocess.run([str(command), *PROVISION.split()], env=env, check=True, **quiet)
    with Path(__file__).with_name("kolibri_learners.py").open("rb") as script:
        subprocess.run([str(command), "manage", "shell"], env=env, check=True, stdin=script, **quiet)
    if not made.exists():
        sys.exit("kolibri: its learners could not be made")
    return json.loads(made.read_text())


def _answers(port: int, made: dict[str, object], key: str) -> Requests:
    """Begin the quiz as one learner; return what their browser sends, answer after answer."""
    headers = {
        "Cookie": f"{made['cookie']}={key}; kolibri_csrftoken={TOKEN}",
        "X-CSRFToken": TOKEN,
        "Content-Type": "application/json",
    }
    connection = HTTPConnection("127.0.0.1", port)
    begin = json.dumps({"quiz_id": made["quiz"]})
    connection.request("POST", "/api/logger/trackprogress/", begin, headers)
    session = json.loads(connection.getresponse().read())["session_id"]
    connection.close()
    path, host = f"/api/logger/trackprogress/{session}/", f"127.0.0.1:{port}"

    def answer(item: str) -> bytes:
        given = {"item": item, "correct": 1, "complete": True, "time_spent": 3, "answer": {"choice": "a"}}
        body = json.dumps({"interactions": [{**given, "simple_answer": "a"}], "time_spent_delta": 3})
        return request("PUT", path, host, headers, body.encode())

    return itertools.cycle([answer(item) for item in made["items"]])
