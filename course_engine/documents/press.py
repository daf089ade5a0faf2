"""HTML and CSS of a theme → tagged PDF/A-3a."""

from functools import cache
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from course_engine.documents import wording
from course_engine.documents.fonts import font_faces
from course_engine.documents.weasy import weasyprint


class Press:
    """Prints the documents of one folder of templates.

    Keep it from one document to the next: fonts and style sheets are read once, which makes a document
    a third cheaper and keeps memory flat. `press()` does.
    """

    def __init__(self, templates: Path) -> None:
        self._weasyprint = weasyprint()
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        # Nothing comes from the network, and a missing picture stops the document instead of leaving a hole.
        self._fetcher = self._weasyprint.urls.URLFetcher(
            allowed_protocols={"file", "data"}, fail_on_errors=True
        )
        self._faces = self._weasyprint.CSS(
            string=font_faces(), font_config=self._fonts, url_fetcher=self._fetcher
        )
        self._templates = templates
        self._jinja = Environment(
            loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined
        )
        self._jinja.filters.update(
            day=wording.day, weekday=wording.weekday, hour=wording.hour, duration=wording.duration
        )
        self._sheets: dict[str, object] = {}
        # The font configuration is one C object: two threads may not lay text out with it at once.
        self._lock = Lock()

    def pdf(self, document: str, **context: object) -> bytes:
        """Return the document as PDF/A-3a, the same bytes for the same arguments.

        Args:
            document: the stem of its template and style sheet, such as `"attestation"`.
            context: what its template is given.
        """
        html = self._jinja.get_template(f"{document}.html").render(context)
        with self._lock:
            page = self._weasyprint.HTML(
                string=html, base_url=self._templates.as_uri() + "/", url_fetcher=self._fetcher
            )
            content: bytes = page.write_pdf(
                stylesheets=[self._faces, self._sheet(document)],
                font_config=self._fonts,
                pdf_variant="pdf/a-3a",
            )
        return content

    def _sheet(self, document: str) -> object:
        if document not in self._sheets:
            self._sheets[document] = self._weasyprint.CSS(
                filename=self._templates / f"{document}.css",
                font_config=self._fonts,
                url_fetcher=self._fetcher,
            )
        return self._sheets[document]


@cache
def press(templates: Path) -> Press:
    """Return the press of a folder of templates, the same one each time."""
    return Press(templates.resolve())
