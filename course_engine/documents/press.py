"""HTML and CSS of a theme → tagged PDF/A-3a."""

from functools import cache
from pathlib import Path
from threading import Lock

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError

from course_engine.documents import wording
from course_engine.documents.fonts import font_faces
from course_engine.documents.weasy import weasyprint
from course_engine.errors import ContentRefused, Diagnostic, Severity
from course_engine.i18n import translator
from course_engine.rendering.wording import duration_in_words, time_in_words

_ = translator("documents")


class Press:
    """Prints the documents of one folder of templates.

    Keep it from one document to the next: fonts and style sheets are read once, which makes a document
    a third cheaper and keeps memory flat. `press()` does.
    """

    def __init__(self, templates: Path) -> None:
        self._weasyprint = weasyprint()
        self._templates = templates
        self._jinja = Environment(
            loader=FileSystemLoader(templates), autoescape=True, undefined=StrictUndefined
        )
        self._jinja.filters.update(
            day=wording.day, weekday=wording.weekday, hour=time_in_words, duration=duration_in_words
        )
        self._fonts = self._weasyprint.text.fonts.FontConfiguration()
        # Nothing comes from the network, and a missing picture stops the document instead of leaving a hole.
        self._fetcher = self._weasyprint.urls.URLFetcher(
            allowed_protocols={"file", "data"}, fail_on_errors=True
        )
        self._faces = self._sheet(string=font_faces())
        self._sheets: dict[str, object] = {}
        # The font configuration is one C object: two threads may not lay text out with it at once.
        self._lock = Lock()

    def pdf(self, document: str, **context: object) -> bytes:
        """Return the document as PDF/A-3a, the same bytes for the same arguments.

        Args:
            document: the stem of its template and style sheet, such as `"attestation"`.
            context: what its template is given.

        Raises:
            ContentRefused: the theme's template is missing or wrong (DO101), or its style sheet or a
                file that they name is missing (DO102).
        """
        html = self._html(f"{document}.html", context)
        try:
            with self._lock:
                return self._printed(html, f"{document}.css")
        # WeasyPrint's own error for a file that cannot be read passes through every `except Exception`.
        except (OSError, self._weasyprint.urls.FatalURLFetchingError) as error:
            message = _("a file that the theme names cannot be read: {file}")
            message = message.format(file=self._unread(error))
            raise self._refused(f"{document}.css", 1, "DO102", message) from error

    def _html(self, name: str, context: dict[str, object]) -> str:
        try:
            return self._jinja.get_template(name).render(context)
        except TemplateError as error:
            line = error.lineno if isinstance(error, TemplateSyntaxError) else 1
            message = _("the template cannot be filled in: {reason}").format(reason=error.message)
            raise self._refused(name, line, "DO101", message) from error

    def _printed(self, html: str, style_sheet: str) -> bytes:
        if style_sheet not in self._sheets:
            self._sheets[style_sheet] = self._sheet(filename=self._templates / style_sheet)
        page = self._weasyprint.HTML(
            string=html, base_url=self._templates.as_uri() + "/", url_fetcher=self._fetcher
        )
        content: bytes = page.write_pdf(
            stylesheets=[self._faces, self._sheets[style_sheet]],
            font_config=self._fonts,
            pdf_variant="pdf/a-3a",
            pdf_forms=True,
        )
        return content

    def _sheet(self, **source: object) -> object:
        return self._weasyprint.CSS(**source, font_config=self._fonts, url_fetcher=self._fetcher)

    def _unread(self, error: BaseException) -> str:
        if isinstance(error, OSError):
            return Path(error.filename).name
        # Error fetching "address": the quoted part is all that WeasyPrint says of it.
        address = str(error).partition('"')[2].removesuffix('"')
        return address.removeprefix(self._templates.as_uri() + "/")

    def _refused(self, name: str, line: int, code: str, message: str) -> ContentRefused:
        file = f"{self._templates.name}/{name}"
        return ContentRefused([Diagnostic(file, line, 1, code, Severity.ERROR, message)])


@cache
def press(templates: Path) -> Press:
    """Return the press of a folder of templates, the same one each time."""
    return Press(templates.resolve())
