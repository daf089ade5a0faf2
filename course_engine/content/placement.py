"""Containers whose sense depends on what stands just before them."""

from collections.abc import Sequence

from markdown_it.token import Token

from course_engine.content.pictures import is_media, lone_picture
from course_engine.content.report import Report

_CHECKED = {"paragraph_open", "container_open"}
_NO_BLOCK = {"heading_close", "container_open", "quiz_place", "hr", "list_item_open", "blockquote_open"}
_UNFIT = {"niveau", "animateur", "simplifie"}


def check_placement(tokens: Sequence[Token], report: Report) -> None:
    """Check that `simplifie` follows a block, and that media and `transcription` go together."""
    for index, token in enumerate(tokens):
        if token.type not in _CHECKED:
            continue
        line = token.map[0] + 1 if token.map else 1
        if token.type == "paragraph_open":
            if _is_lone_media(tokens, index) and _word(tokens, index + 3) != "transcription":
                report.add("IM113", line, "![")
        elif token.meta["word"] == "simplifie" and not _follows_block(tokens, index):
            report.add("CT114", line, ":::")
        elif token.meta["word"] == "transcription" and not _is_lone_media(tokens, index - 3):
            report.add("CT115", line, ":::")


def _follows_block(tokens: Sequence[Token], index: int) -> bool:
    if index == 0:
        return False
    before = tokens[index - 1]
    return before.type not in _NO_BLOCK and before.meta.get("word") not in _UNFIT


def _is_lone_media(tokens: Sequence[Token], index: int) -> bool:
    if index < 0 or tokens[index].type != "paragraph_open":
        return False
    children = tokens[index + 1].children or []
    return lone_picture(children) and is_media(children[0])


def _word(tokens: Sequence[Token], index: int) -> str:
    fits = index < len(tokens) and tokens[index].type == "container_open"
    return str(tokens[index].meta["word"]) if fits else ""
