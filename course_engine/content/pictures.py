"""Pictures, sound and video: alternative text, size, captions."""

import re
from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

from markdown_it.token import Token

from course_engine.content.assets import PICTURES, SOUNDS, VIDEOS
from course_engine.content.attributes import Attributes, read_attributes
from course_engine.content.fragments import FragmentBuilder
from course_engine.content.picture_area import area_of
from course_engine.content.text import TextContext
from course_engine.model.course import Asset
from course_engine.model.fragment import AssetUrl
from course_engine.model.quiz import Picture

BRACES = re.compile(r"\s*\{([^{}]*)\}")
_WIDTH = re.compile(r"(\d{1,3})\s*%")
_NARROWEST, _WIDTH_STEP = 10, 5


def is_media(token: Token) -> bool:
    """Return whether an image token is in fact a video or a sound."""
    return PurePosixPath(str(token.attrGet("src") or "")).suffix.lower() in VIDEOS | SOUNDS


def lone_picture(children: Sequence[Token]) -> bool:
    """Return whether an inline run is one picture and nothing else but its `{…}`."""
    if not children or children[0].type != "image":
        return False
    return all(child.type == "text" and not BRACES.sub("", child.content).strip() for child in children[1:])


def write_picture(
    token: Token, braces: str | None, line: int, context: TextContext, out: FragmentBuilder
) -> None:
    """Write one picture.

    Args:
        token: the `image` token.
        braces: what its `{…}` holds; None if it has none.
        line: where it is.
        context: the text's setting.
        out: where the tag goes.
    """
    asset = _asset(token, line, context)
    suffix = PurePosixPath(asset.path).suffix if asset else ""
    attributes = read_attributes(braces or "", line, ("largeur",), ("decoratif",), context.report)
    alternative = plain_alternative(token.children or ())
    if "decoratif" in attributes.flags:
        alternative = ""
    elif not alternative.strip():
        context.report.add("IM107", line, "![")
    width = _width_class(attributes, line, context)
    if asset is None:
        return
    if suffix not in PICTURES:
        context.report.add("IM108", line, "![", address=token.attrGet("src"))
        return
    out.add('<img src="')
    out.hole(AssetUrl(path=asset.path))
    out.add(f'" alt="{escape(alternative)}"{width}>')


def measured_picture(token: Token, line: int, context: TextContext) -> Picture | None:
    """Return a picture to point at: it needs words and a size of its own; what it lacks is noted."""
    asset = _asset(token, line, context)
    alternative = plain_alternative(token.children or ()).strip()
    if not alternative:
        context.report.add("IM107", line, "![")
    if asset is None:
        return None
    covers = area_of(context.shelf.course / asset.path)
    if covers is None:
        context.report.add("QZ174", line, "![", address=token.attrGet("src"))
    if covers is None or not alternative:
        return None
    left, top, width, height = covers
    return Picture(path=asset.path, alternative=alternative, left=left, top=top, width=width, height=height)


def write_media(token: Token, line: int, context: TextContext, out: FragmentBuilder) -> None:
    """Write a video or a sound that stands alone in its paragraph; a video has its captions."""
    asset = _asset(token, line, context)
    if asset is None:
        return
    label = plain_alternative(token.children or ()).strip()
    if not label:
        context.report.add("IM107", line, "![")
    tag = "video" if asset.media_type.startswith("video") else "audio"
    out.add(f'<{tag} controls preload="metadata" aria-label="{escape(label)}"><source src="')
    out.hole(AssetUrl(path=asset.path))
    out.add(f'" type="{asset.media_type}">')
    captions = str(PurePosixPath(str(token.attrGet("src"))).with_suffix(".vtt"))
    if tag == "video" and not context.shelf.has(context.home, captions):
        context.report.add("IM111", line, "![", address=captions)
    elif tag == "video" and (track := context.shelf.take(context.home, captions, line, context.report)):
        out.add('<track kind="captions" srclang="fr" label="Français" src="')
        out.hole(AssetUrl(path=track.path))
        out.add('" default>')
    out.add(f"</{tag}>")


def plain_alternative(children: Sequence[Token]) -> str:
    """Return the words of an alternative text, without its marks."""
    return "".join(
        plain_alternative(child.children or ())
        if child.type == "image"
        else child.content or " " * (child.type == "softbreak")
        for child in children
    )


def _asset(token: Token, line: int, context: TextContext) -> Asset | None:
    address = str(token.attrGet("src") or "")
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        context.report.add("IM109", line, "![", address=address[:80])
        return None
    return context.shelf.take(context.home, address, line, context.report)


def _width_class(attributes: Attributes, line: int, context: TextContext) -> str:
    written = attributes.values.get("largeur")
    if written is None:
        return ""
    match = _WIDTH.fullmatch(written)
    if not match or not _NARROWEST <= int(match[1]) <= 100:  # noqa: PLR2004  # per cent
        context.report.add("IM110", line, written, value=written, narrowest=_NARROWEST)
        return ""
    # Classes and not a style: the pages' security policy forbids inline styles.
    return f' class="w{_WIDTH_STEP * round(int(match[1]) / _WIDTH_STEP)}"'
