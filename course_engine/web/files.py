"""Files: the theme's, named by their version; the course's, by the path that the catalogue gives them."""

import mimetypes
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from course_engine.model.course import Asset
from course_engine.web.contract import FILE
from course_engine.web.session import OPEN_TO_ALL, CurrentJourney, CurrentSite
from course_engine.web.static_files import StaticFiles

router = APIRouter()

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "private, no-cache"
# A drawing may dress itself; opened alone, it can run nothing and load nothing.
SVG_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
SHOWN = ("image/", "audio/", "video/", "text/vtt")
TYPES = {".svg": "image/svg+xml", ".woff2": "font/woff2", ".js": "text/javascript", ".css": "text/css"}


@router.get(
    "/statique/{digest}/{name:path}",
    dependencies=[OPEN_TO_ALL],
    response_class=Response,
    responses=dict(FILE),
)
def static(request: Request, site: CurrentSite, digest: str, name: str) -> Response:
    """Give a file of the theme or of the runtime, packed where the browser takes that."""
    return static_file(request, site.statics, digest, name)


@router.get("/favicon.ico", dependencies=[OPEN_TO_ALL], response_class=Response, responses=dict(FILE))
def icon(request: Request, site: CurrentSite) -> Response:
    """Give the picture that browsers ask for by themselves."""
    return static_file(request, site.statics, site.statics.digest, "icon.svg")


@router.get("/fichiers/{path:path}", response_class=Response, responses=dict(FILE))
def asset(request: Request, site: CurrentSite, mine: CurrentJourney, path: str) -> Response:
    """Give a file that this trainee meets; what is asked for never reaches the disk as a path."""
    return course_file(request, site.course, mine.asset(path))


def static_file(request: Request, statics: StaticFiles, digest: str, name: str) -> Response:
    """Return a file that every page may name, packed where the browser takes that.

    Raises:
        HTTPException: 404, there is none of that name in that version.
    """
    content = statics.content(name) if digest == statics.digest else None
    if content is None:
        raise HTTPException(404)
    suffix = "." + name.rsplit(".", 1)[-1]
    media_type = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    headers = {"cache-control": FOR_EVER, "vary": "accept-encoding"}
    packed = statics.packed(name)
    if packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=media_type, headers={**headers, "content-encoding": "gzip"})
    return Response(content, media_type=media_type, headers=headers)


def course_file(request: Request, course: Path, known: Asset) -> Response:
    """Return a file of the course, as it was when it was checked.

    Raises:
        HTTPException: 404, it is not there or has changed since.
    """
    headers = {"etag": f'"{known.sha256}"', "cache-control": ASK_AGAIN}
    if request.headers.get("if-none-match") == headers["etag"]:
        return Response(status_code=304, headers=headers)
    source = course / known.path
    content = source.read_bytes() if source.is_file() else b""
    # What is not what was checked (a file changed since) is not given.
    if sha256(content).hexdigest() != known.sha256:
        raise HTTPException(404)
    if known.media_type == "image/svg+xml":
        headers["content-security-policy"] = SVG_POLICY
    if not known.media_type.startswith(SHOWN):
        headers["content-disposition"] = f'attachment; filename="{known.path.rsplit("/", 1)[-1]}"'
    return Response(content, media_type=known.media_type, headers=headers)
