"""What goes into a trainee's bundle, and why: planned as a value, before anything is written."""

import json
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from course_engine import __version__
from course_engine.bundle.manifest import DATA, ENTRY, MANIFEST, Manifest, ManifestFile
from course_engine.bundle.member import Member, copied, made
from course_engine.bundle.page import BundlePage, Composer, runtime_files
from course_engine.errors import OutputRefused
from course_engine.i18n import translator
from course_engine.model.course import Catalogue
from course_engine.model.identity import Slug
from course_engine.model.outline import sources_behind
from course_engine.model.path import LearningPath
from course_engine.model.training import AttestedHalfDay, Trainee, TrainingSession
from course_engine.rendering.theme import Theme

_ = translator("bundle")

SAFE_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*(/[a-z0-9][a-z0-9_.-]*)*")
"""A member's name that every file system keeps as it is, and that stays inside the bundle."""


class BundlePlan(Struct, frozen=True):
    """A bundle to write: the same inputs give the same plan, and the same plan the same bytes.

    Attributes:
        manifest: what the bundle says of itself.
        members: every file by name, `index.html` first, then sorted; `manifest.json` is among them.
    """

    manifest: Manifest
    members: Mapping[str, Member]


def plan_bundle(  # noqa: PLR0913 - everything that a bundle holds, since it reads nothing
    catalogue: Catalogue,
    trainee: Trainee,
    path: LearningPath,
    planned: Sequence[TrainingSession],
    followed: Sequence[AttestedHalfDay],
    documents: Mapping[str, bytes],
    theme: Theme,
    *,
    draws: Mapping[Slug, tuple[Slug, ...]] = MappingProxyType({}),
) -> BundlePlan:
    """Return everything that one trainee's bundle holds; reads nothing but the theme.

    Args:
        catalogue: the compiled course.
        trainee: whose bundle it is; nobody else's data is asked for.
        path: the trainee's path, made from the same catalogue.
        planned: the sessions in which the trainee has a place.
        followed: the half-days that the trainee signed for.
        documents: what else the trainee takes home, by file name (`attestation.pdf`).
        theme: what dresses it.
        draws: the questions drawn for the trainee when a quiz was first opened, by quiz.

    Raises:
        OutputRefused: a file's name that some file system would not keep.
    """
    page = Composer(catalogue, trainee, theme, draws).compose(path, planned, followed, documents)
    members = {
        **_made(page),
        **{f"theme/{name}": made(content, "theme") for name, content in theme.static_files().items()},
        **{name: copied(catalogue.assets[name]) for name in page.assets},
        **{f"documents/{name}": made(content, "document") for name, content in documents.items()},
    }
    _check_names(members)
    manifest = Manifest(
        engine=__version__,
        id=page.id,
        programme=catalogue.programme.id,
        trainee=trainee.id,
        sources=sources_behind(catalogue, [step.unit for step in path.kept]),
        files={
            name: ManifestFile(size=member.size, sha256=member.sha256, why=member.why)
            for name, member in sorted(members.items())
        },
    )
    members[MANIFEST] = made(manifest.to_bytes(), "manifest")
    first = {ENTRY: members[ENTRY]}
    return BundlePlan(manifest=manifest, members={**first, **dict(sorted(members.items()))})


def script_value(value: object) -> str:
    """Return `value` as JSON that is also safe inside any script: no `<`, no line separators."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _made(page: BundlePage) -> dict[str, Member]:
    data = f"window.COURSE_BUNDLE = {script_value(page.data)};\n"
    files = {ENTRY: page.html.encode(), DATA: data.encode(), **runtime_files()}
    return {name: made(content, "page") for name, content in files.items()}


def _check_names(members: Mapping[str, Member]) -> None:
    for name in members:
        if not SAFE_NAME.fullmatch(name):
            raise OutputRefused(
                _(
                    "“{name}” cannot go into a bundle: use only a-z, 0-9, “-”, “_” and “.” in file names."
                ).format(name=name)
            )
