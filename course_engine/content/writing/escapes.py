"""Words as CommonMark and the authoring format read them back: what would be a mark gets a backslash."""

import re

_MARKS = re.compile(
    r"[\\`*\[|]"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=\#?\w+;)"
)
_UNDERSCORES = re.compile("(.?)(_+)(?=(.?))", re.DOTALL)
_SPACE = "[ \t\u00a0\u202f\u2007]"
_LINE_MARKS = re.compile(
    rf"""(?P<before>)(?:\#|>|=|~(?=~~)|:(?=::|-)|[-+](?={_SPACE}|$)|-(?=-))
       | (?P<number>\d{{1,9}})[.)](?={_SPACE}|$)""",
    re.VERBOSE,
)


def escaped(text: str, *, in_link: bool = False) -> str:
    """Return text as Markdown that says it letter for letter.

    Args:
        text: without line breaks that mean anything.
        in_link: whether it stands between the brackets of a link or a picture.
    """
    marked = _UNDERSCORES.sub(_underscores, _MARKS.sub(lambda found: f"\\{found[0]}", text))
    return marked.replace("]", "\\]") if in_link else marked


def _underscores(found: re.Match[str]) -> str:
    """Return a run of underscores: between two letters, and between two spaces, it is only that."""
    before, run, after = found.groups()
    is_plain = (before.isalnum() and after.isalnum()) or (before == after == " ")
    return before + (run if is_plain else "\\_" * len(run))


def escaped_line(line: str) -> str:
    """Return a line of a paragraph so that it begins no heading, list, quotation, answer or container."""
    found = _LINE_MARKS.match(line)
    if found is None:
        return line
    place = len(found["number"] or "")
    return f"{line[:place]}\\{line[place:]}"


def fenced(text: str, mark: str, least: int) -> str:
    """Return a run of `mark`, at least `least` of them and longer than any run of it in `text`."""
    longest = max((len(run) for run in re.findall(f"{re.escape(mark)}+", text)), default=0)
    return mark * max(least, longest + 1)


def code_span(text: str) -> str:
    """Return text as a code span."""
    run = "`"
    while re.search(rf"(?<!`){run}(?!`)", text):
        run += "`"
    pad = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
    return f"{run}{pad}{text}{pad}{run}"
