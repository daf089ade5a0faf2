"""What a stand is made of beside its records: files and settings, and where each one goes in a backup."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator

_ = translator("training")

RECORDS = "records.db"


class Part(Struct, frozen=True):
    """A file or a folder that a setting names.

    Attributes:
        variable: the setting.
        path: where it is on this machine.
        within: where it goes in the folder of a restored stand.
        private: whether only its owner may read it.
        only: the folders to take of a folder; all of it if none is named.
    """

    variable: str
    path: Path
    within: str
    private: bool = False
    only: tuple[str, ...] = ()

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield each file with its place, in order; hidden files and links are not the stand's.

        Raises:
            EnvironmentRefused: what the setting names is not there.
        """
        if self.path.is_file():
            yield self.within, self.path
            return
        if not self.path.is_dir():
            sentence = _("{variable} names “{path}”, which is not there: check the setting.")
            raise EnvironmentRefused(sentence.format(variable=self.variable, path=self.path))
        roots = [self.path / name for name in self.only] or [self.path]
        for file in sorted(file for root in roots for file in root.rglob("*")):
            inner = file.relative_to(self.path)
            hidden = any(name.startswith(".") or name == "__pycache__" for name in inner.parts)
            if file.is_file() and not file.is_symlink() and not hidden:
                yield f"{self.within}/{inner.as_posix()}", file


class Stand(Struct, frozen=True):
    """A stand, but for its records.

    Attributes:
        name: what it is called.
        engine: the version of the engine.
        records_variable: the setting that names the records.
        parts: the files and folders that its other settings name.
        settings: its settings that name none, by variable.
        companions: files that go with a part without a setting of their own, by their place.
    """

    name: str
    engine: str
    records_variable: str
    parts: tuple[Part, ...]
    settings: Mapping[str, str] = field(default_factory=dict)
    companions: Mapping[str, Path] = field(default_factory=dict)

    def files(self) -> Mapping[str, tuple[Path, bool]]:
        """Return where each file is, and whether it is private, by its place.

        Raises:
            EnvironmentRefused: a setting names what is not there.
        """
        found = {place: (file, part.private) for part in self.parts for place, file in part.files()}
        return found | {place: (file, False) for place, file in self.companions.items()}

    def places(self) -> Mapping[str, str]:
        """Return what each setting that names a file or a folder names in a restored stand."""
        return {self.records_variable: RECORDS} | {part.variable: part.within for part in self.parts}
