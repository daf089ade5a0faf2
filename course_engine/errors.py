"""What can go wrong, said to the person who can act.

```text
CourseError                      anything the engine refuses; str() is one French sentence
├── Refused                      input refused after reading it whole: carries every Diagnostic
│   ├── ContentRefused           an author's files (modules/, quizzes/, themes/)
│   └── InputRefused             somebody's data file (CSV, JSON)
├── InvalidForm                  what somebody typed in a form or a command: a sentence for each field
├── InvalidResponse              not an answer to this question: asked again, never scored
├── TooManyAttempts              too many guesses failed: the next one must wait
├── SessionOver                  whoever asks is not let in, or no longer: they enter again
├── NotFound                     a code, trainee, session or unit that does not exist
├── ConflictingFact               a fact of the same id with another content is already recorded
├── DecisionRefused              a decision that a rule, or somebody else's since, does not allow
├── NotAllowed                   what the rights of whoever asks do not cover
├── NotCertifiable               no attestation is due; names the rule
├── Unprintable                  a text that a document cannot carry: no glyph, too long for its code
├── VerificationFailed           a document or statement that does not prove what it says
├── StoreError                   the database is unreachable, busy, full, or of another version
│   └── Overloaded               more is waiting to be recorded than can be kept: send it again
├── OutputRefused                a folder or file that is not ours to write
└── EnvironmentRefused           a port in use, a system library missing
```

Errors carry no HTTP status and no exit code: each door has its own table.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum

from msgspec import Struct

from course_engine.i18n import translator

_ = translator("errors")


class Severity(StrEnum):
    """How grave a problem is: only errors stop a build."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(Struct, frozen=True, order=True):
    """One problem, at one place, with its cause and the way out.

    Attributes:
        file: path relative to the folder that was read, with `/`.
        line: first line of the guilty text, from 1.
        column: first column, from 1; 1 where the reader cannot tell.
        code: stable identifier, such as `QZ104`; each has a heading in the docs.
        severity: whether it stops a build.
        message: what is wrong, with the value, in French.
        hint: what to do about it, in French; may be empty.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the line that a terminal shows, `file:line:column severity code « message » → hint`."""
        word = _("error") if self.severity is Severity.ERROR else _("warning")
        place = f"{self.file}:{self.line}:{self.column}"
        way_out = f" → {self.hint}" if self.hint else ""
        return f"{place} {word} {self.code} «\u00a0{self.message}\u00a0»{way_out}"


class CourseError(Exception):
    """Anything the engine refuses. Its text is one French sentence for the person who can act."""


class Refused(CourseError):
    """Input read whole and refused, with every problem found in it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class ContentRefused(Refused):
    """An author's files hold errors."""


class InputRefused(Refused):
    """Somebody's data file holds errors."""


class InvalidForm(CourseError):
    """What somebody typed in a form or a command cannot be taken as it is.

    Attributes:
        problems: one sentence for each field that is wrong, by its name.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("\n".join(self.problems.values()))


class InvalidResponse(CourseError):
    """Not an answer to this question: it is asked again, refused by the server, never scored."""


class TooManyAttempts(CourseError):
    """Too many codes or passwords were wrong: the next one must wait.

    Attributes:
        wait: for how long.
    """

    def __init__(self, sentence: str, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(sentence)


class SessionOver(CourseError):
    """Whoever asks is not let in, or no longer."""

    def __init__(self) -> None:
        super().__init__(_("Your session is over: enter again."))


class NotFound(CourseError):
    """A code, trainee, session or unit that does not exist."""


class ConflictingFact(CourseError):
    """A fact of the same id is already recorded with another content; facts are never edited."""


class DecisionRefused(CourseError):
    """A decision that a rule does not allow, or that somebody else's since has overtaken; says which."""


class NotAllowed(CourseError):
    """What the rights of whoever asks do not cover; the sentence says whom to ask."""


class NotCertifiable(CourseError):
    """No attestation is due to this person; the sentence names the rule."""


class Unprintable(CourseError):
    """A text that a document cannot carry: a character without a glyph, too much for its QR code."""


class VerificationFailed(CourseError):
    """A document or statement that does not prove what it says; the sentence gives the reason."""


class StoreError(CourseError):
    """The database is unreachable, busy, full, or of another version."""


class Overloaded(StoreError):
    """More is waiting to be recorded than can be kept: nothing was taken, it is to be sent again."""


class OutputRefused(CourseError):
    """A folder or file that is not ours to write."""


class EnvironmentRefused(CourseError):
    """The machine lacks something: a free port, a system library."""
