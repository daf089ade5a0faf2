"""What is refused of a file of records: all of it is said at once, and nothing is written."""

import json
from io import BytesIO
from random import Random
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from exchanged import KEY, NOW, File, export, merge, record
from whole_file import fill_every_table

from course_engine.errors import EnvironmentRefused, InputRefused
from course_engine.exchange.records_file import Manifest, pack, unpack
from course_engine.signing import Signer
from course_engine.store import Database
from course_engine.store.exchange import REVISION
from course_engine.training.exchange.export import export_records

FACTS = "facts/trainee.jsonl"


def members(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def signed_again(content: bytes, signer: Signer = KEY, **changed: bytes) -> bytes:
    """Return a file with other lines, signed by a stand that writes what it likes."""
    parts = members(content)
    manifest = Manifest.model_validate_json(parts["manifest.json"])
    lines = {
        name: [line for line in changed.get(name, part).split(b"\n") if line]
        for name, part in parts.items()
        if name not in {"manifest.json", "manifest.jws"}
    }
    return pack(manifest, lines, signer)


def refusal(database: Database, *files: File) -> list[tuple[str, str, int]]:
    before = record(database)
    with pytest.raises(InputRefused) as refused:
        merge(database, *files)
    assert record(database) == before
    return [(one.code, one.file, one.line) for one in refused.value.diagnostics]


@pytest.fixture
def sent(database: Database) -> bytes:
    """The file of the very records that it is tried on."""
    fill_every_table(database)
    return export(database, "Stand A")[1]


def test_the_same_records_give_the_same_bytes(database: Database) -> None:
    fill_every_table(database)
    with database.reading() as records:
        lines = {FACTS: list(records.exchange.lines("trainee"))}
    manifest = Manifest(engine="1", revision=REVISION, stand="Stand A", made_at=NOW, members={})
    assert pack(manifest, lines, KEY) == pack(manifest, lines, KEY)


def test_every_altered_byte_is_noticed(sent: bytes) -> None:
    whole, _none = unpack(sent, "a.zip", [KEY.public_key])
    assert whole is not None
    rng = Random(5)
    for _try in range(200):
        place = rng.randrange(len(sent))
        altered = sent[:place] + bytes([sent[place] ^ (1 << rng.randrange(8))]) + sent[place + 1 :]
        file, problems = unpack(altered, "a.zip", [KEY.public_key])
        if problems:
            assert {one.code for one in problems} <= {"RC101", "RC102", "RC103"}
        else:
            # A byte that says nothing of the content, such as a date of the archive: nothing else is read.
            assert file is not None
            assert file.members == whole.members


def test_another_key_is_refused(database: Database, sent: bytes) -> None:
    stranger = Signer(Ed25519PrivateKey.from_private_bytes(b"s" * 32))
    assert refusal(database, ("a.zip", signed_again(sent, stranger))) == [("RC102", "a.zip", 1)]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"bonjour", zipped({"autre.txt": b""})])
def test_what_is_no_file_of_records_is_refused(database: Database, content: bytes) -> None:
    assert refusal(database, ("a.zip", content)) == [("RC101", "a.zip", 1)]


def test_everything_wrong_in_every_file_is_said_at_once(database: Database, sent: bytes) -> None:
    parts = members(sent)
    altered = zipped({**parts, FACTS: b"{}\n", "facts/answer.jsonl": b"", "de-trop.txt": b""})
    assert refusal(database, ("a.zip", altered), ("b.zip", b"")) == [
        ("RC103", "a.zip/de-trop.txt", 1),
        ("RC103", "a.zip/facts/answer.jsonl", 1),
        ("RC103", "a.zip/facts/trainee.jsonl", 1),
        ("RC101", "b.zip", 1),
    ]


def test_another_version_of_the_records_is_refused(database: Database, sent: bytes) -> None:
    parts = members(sent)
    manifest = Manifest.model_validate_json(parts["manifest.json"]).model_copy(update={"revision": "0099"})
    assert refusal(database, ("a.zip", pack(manifest, {}, KEY))) == [("RC104", "a.zip", 1)]


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b'{"id":"tr1"}',
        b'{"id":"tr0001","registered_at":"hier"}',
        b'{"id":"tr0001","registered_at":"2027-03-13T08:15:00"}',
        b'{"id":"tr\\u00000001","registered_at":"2027-03-13T08:15:00+00:00"}',
        b'{"id":7,"registered_at":"2027-03-13T08:15:00+00:00"}',
        b'{"id":null,"registered_at":"2027-03-13T08:15:00+00:00"}',
    ],
)
def test_a_line_that_is_no_record_is_refused_at_its_place(
    database: Database, sent: bytes, line: bytes
) -> None:
    lines = members(sent)[FACTS].splitlines()
    changed = signed_again(sent, **{FACTS: b"\n".join([lines[0], line])})
    assert refusal(database, ("a.zip", changed)) == [("RC105", f"a.zip/{FACTS}", 2)]


def test_a_fact_that_names_what_is_nowhere_is_refused(database: Database, sent: bytes) -> None:
    line = {**json.loads(members(sent)["facts/attendance.jsonl"].splitlines()[0])}
    line |= {"id": "01a43df4-87a0-7ae2-9bbb-045b1df61999", "session": "S99"}
    changed = signed_again(sent, **{"facts/attendance.jsonl": json.dumps(line).encode()})
    assert refusal(database, ("a.zip", changed)) == [("RC106", "a.zip/facts/attendance.jsonl", 1)]


def test_another_content_under_the_same_identity_is_refused_whole(database: Database, sent: bytes) -> None:
    lines = members(sent)["facts/attendance.jsonl"].splitlines()
    longer = {**json.loads(lines[0]), "ends": "2027-03-13T20:00:00+00:00"}
    changed = signed_again(
        sent, **{"facts/attendance.jsonl": b"\n".join([json.dumps(longer).encode(), *lines[1:]])}
    )
    assert refusal(database, ("a.zip", changed)) == [("RC107", "a.zip/facts/attendance.jsonl", 1)]


def test_a_stand_without_a_name_exchanges_nothing(database: Database) -> None:
    with pytest.raises(EnvironmentRefused, match="COURSE_ENGINE_STAND"):
        merge(database, stand="")
    with pytest.raises(EnvironmentRefused, match="COURSE_ENGINE_STAND"):
        export_records(database, stand="", signer=KEY, by="test", now=NOW, rng=Random(1))
