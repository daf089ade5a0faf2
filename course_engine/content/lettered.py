"""Letters of what a question offers, and what two of them may not share."""

from collections.abc import Iterable, Mapping, Sequence, Sized
from string import ascii_lowercase

from course_engine.content.report import Report
from course_engine.model.folding import fold

MOST = len(ascii_lowercase)


def letters_by_text(texts: Iterable[str]) -> Mapping[str, str]:
    """Return a letter for each different folded text, in the order of the texts.

    Where the written order is the answer, letters that followed it would tell it.
    """
    return dict(zip(sorted({fold(text) for text in texts}), ascii_lowercase, strict=False))


def check_different(texts: Sequence[tuple[str, int]], report: Report) -> None:
    """Note each text, given with its line, that is another one once folded."""
    seen: dict[str, int] = {}
    for text, line in texts:
        if fold(text) in seen:
            report.add("QZ133", line, text[:20], text=text[:60], first=seen[fold(text)])
        seen.setdefault(fold(text), line)


def check_number(offered: Sized, line: int, report: Report) -> None:
    """Note that there are more than there are letters."""
    if len(offered) > MOST:
        report.add("QZ131", line, "#", number=len(offered), most=MOST)
