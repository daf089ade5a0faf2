"""What a backup says of itself: where it comes from, when, and every file in it."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, Field

from course_engine.model.frozen import Frozen
from course_engine.model.register import Digest

FORMAT = 1
"""The version of what a backup holds, written in its manifest."""


def _inside(path: str) -> str:
    """Return `path` as it is; one that could name anything outside its folder is a `ValueError`."""
    names = path.split("/")
    if "" in names or ".." in names or "." in names or "\\" in path or "\0" in path:
        raise ValueError(path)
    return path


MemberPath = Annotated[str, AfterValidator(_inside), Field(max_length=400)]
"""Where a file is within the folder of a stand: relative, with `/`, and never outside."""


class Member(Frozen):
    """One file of a backup.

    Attributes:
        size: in bytes.
        private: whether only its owner may read it once restored.
    """

    path: MemberPath
    size: int = Field(ge=0)
    sha256: Digest
    private: bool = False


class ChainHead(Frozen):
    """The last link of a chain of the register when the backup was made."""

    chain: UUID
    rank: int = Field(ge=1)
    hash: Digest


class RecordsSummary(Frozen):
    """What the records held.

    Attributes:
        version: of their tables.
        rows: how many rows each table has.
        chains: the last link of each chain of the register.
    """

    version: str
    rows: dict[str, int]
    chains: tuple[ChainHead, ...] = ()


class BackupManifest(Frozen):
    """What a backup says of itself.

    Attributes:
        format: the version of what a backup holds.
        engine: the version of the engine that made it.
        stand: what the stand is called.
        made_at: when.
        settings: the settings in force, by variable, but for those that name a file or a folder.
        places: where what the other settings name is within the folder, by variable.
        members: every other file of the backup, in order.
    """

    format: int
    engine: str
    stand: str
    made_at: AwareDatetime
    records: RecordsSummary
    settings: dict[str, str]
    places: dict[str, MemberPath]
    members: tuple[Member, ...]

    @property
    def size(self) -> int:
        """What the files weigh together, in bytes."""
        return sum(member.size for member in self.members)
