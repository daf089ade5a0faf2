"""A file of records, from one stand to another: a ZIP of lines of JSON, with a signed manifest.

```text
manifest.json    what is in the file: each member with its rows, its size and its SHA-256
manifest.jws     the signature of the stand: a JWS in compact form, over the SHA-256 of manifest.json
facts/*.jsonl    one line a fact, in order of identity
plans.jsonl      one line for what each stand says of each plan
```

The same records give the same bytes. It holds personal data in clear: it travels on a medium that is itself
encrypted. Whatever encrypts a backup may wrap these bytes.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - a class, whatever its name says

from msgspec import Struct
from pydantic import AwareDatetime, Field

from course_engine.errors import Diagnostic, Severity, VerificationFailed
from course_engine.i18n import translator
from course_engine.model.frozen import Frozen
from course_engine.model.register import Digest
from course_engine.signing import PublicKey, Signer, jws

_ = translator("exchange")

FORMAT = 1
KIND = "course-engine-records+jws"
MANIFEST, SIGNATURE, PLANS, FACTS = "manifest.json", "manifest.jws", "plans.jsonl", "facts/"
LARGEST_MANIFEST, LARGEST_SIGNATURE = 1_000_000, 10_000
EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX, PRIVATE, DEFLATED = 3, 0o100600, 8


class Member(Frozen):
    """What the manifest says of one member: how many lines, how many bytes, and their digest."""

    rows: int = Field(ge=0)
    size: int = Field(ge=0)
    sha256: Digest


class Manifest(Frozen):
    """What a file says of itself.

    Attributes:
        engine: the version of the engine that made it.
        revision: that of its tables.
        stand: who made it.
        members: by their name in the archive.
        chains: for each chain of the register, the rank and the hash of its last link.
    """

    format: int = FORMAT
    engine: str
    revision: str
    stand: str = Field(min_length=1, max_length=100)
    made_at: AwareDatetime
    members: Mapping[str, Member]
    chains: Mapping[str, tuple[int, Digest]] = Field(default_factory=dict)


class Signed(Frozen):
    """What the signature is of."""

    manifest: Digest
    stand: str


class RecordsFile(Struct, frozen=True):
    """A file whose signature and digests hold.

    Attributes:
        name: of the file, as problems name it.
        sha256: of all of its bytes.
        members: the lines of each, as JSON says them.
    """

    name: str
    sha256: str
    manifest: Manifest
    members: Mapping[str, Sequence[object]]


def pack(manifest: Manifest, members: Mapping[str, Iterable[bytes]], signer: Signer) -> bytes:
    """Return the bytes of a file of records.

    Args:
        manifest: what it says of itself; its `members` are filled in here.
        members: the lines of each member, by its name.
        signer: whose file it is.
    """
    contents = {name: tuple(lines) for name, lines in members.items()}
    joined = {name: b"".join(line + b"\n" for line in lines) for name, lines in contents.items()}
    listed = {
        name: Member(rows=len(contents[name]), size=len(content), sha256=sha256(content).hexdigest())
        for name, content in joined.items()
    }
    said = jws.canonical(manifest.model_copy(update={"members": listed}).model_dump(mode="json"))
    signed = Signed(manifest=sha256(said).hexdigest(), stand=manifest.stand)
    signature = jws.sign(signed.model_dump(), KIND, signer).encode()
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in {MANIFEST: said, SIGNATURE: signature, **joined}.items():
            archive.writestr(_entry(name), content)
    return stream.getvalue()


def unpack(
    content: bytes, name: str, trusted: Iterable[PublicKey]
) -> tuple[RecordsFile | None, list[Diagnostic]]:
    """Return what a file holds once its signature and every digest are proved, or everything wrong with it.

    Args:
        content: the bytes of the file.
        name: what problems call it.
        trusted: the keys that are believed.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            manifest = _manifest(archive, trusted)
            members, altered = _members(archive, manifest)
    except VerificationFailed as refused:
        hint = _("ask the stand for its public key, and put it in the folder COURSE_ENGINE_TRUSTED_KEYS")
        return None, [problem(name, "RC102", str(refused), hint)]
    except (
        BadZipFile,
        LargeZipFile,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        ZlibError,
        EOFError,
    ):
        message = _("this is not a file of records, or it is damaged")
        return None, [problem(name, "RC101", message, _("copy it again from the stand that made it"))]
    problems = [
        problem(f"{name}/{member}", "RC103", message, _("copy it again from the stand that made it"))
        for member, message in altered
    ]
    return RecordsFile(name, sha256(content).hexdigest(), manifest, members), problems


def problem(file: str, code: str, message: str, hint: str, *, line: int = 1) -> Diagnostic:
    """Return a problem of a file of records, or of one of its lines."""
    return Diagnostic(file, line, 1, code, Severity.ERROR, message, hint)


def _manifest(archive: ZipFile, trusted: Iterable[PublicKey]) -> Manifest:
    """Return the manifest, once its signature is proved; nothing else was read."""
    said = _read(archive, MANIFEST, LARGEST_MANIFEST)
    token = _read(archive, SIGNATURE, LARGEST_SIGNATURE).decode("ascii")
    signed = Signed.model_validate_json(jws.verify(token, KIND, trusted))
    if signed.manifest != sha256(said).hexdigest():
        raise VerificationFailed(_("The manifest is not the one that was signed: the file has been altered."))
    return Manifest.model_validate_json(said)


def _members(
    archive: ZipFile, manifest: Manifest
) -> tuple[Mapping[str, Sequence[object]], list[tuple[str, str]]]:
    """Return the lines of each member, and of each that is not as it was signed, why."""
    names = [info.filename for info in archive.infolist()]
    problems = [
        (name, _("this member is not in the manifest, or twice in the file"))
        for name in sorted(set(names) - {MANIFEST, SIGNATURE} - manifest.members.keys())
        + sorted({name for name in names if names.count(name) > 1})
    ]
    members: dict[str, Sequence[object]] = {}
    for name, member in sorted(manifest.members.items()):
        try:
            content = _read(archive, name, member.size)
        except (KeyError, ValueError, BadZipFile, NotImplementedError, RuntimeError, ZlibError, EOFError):
            content = None
        if content is None or sha256(content).hexdigest() != member.sha256:
            problems.append((name, _("this member is missing, or is not what was signed")))
            continue
        members[name] = [json.loads(line) for line in content.splitlines()]
    return members, problems


def _read(archive: ZipFile, name: str, most: int) -> bytes:
    """Return a member, never inflating more than it may be long.

    Raises:
        ValueError: it says that it is longer.
    """
    info = archive.getinfo(name)
    if info.file_size > most:
        raise ValueError(name)
    return archive.read(info)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, EPOCH)
    entry.create_system, entry.external_attr, entry.compress_type = UNIX, PRIVATE << 16, DEFLATED
    return entry
