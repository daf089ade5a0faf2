"""The one door to WeasyPrint, which needs two system libraries that pip cannot bring."""

import io
import warnings
from contextlib import redirect_stdout
from types import ModuleType

from course_engine.errors import EnvironmentRefused
from course_engine.i18n import translator

_ = translator("documents")

DEBIAN_PACKAGES = "libpangoft2-1.0-0 libharfbuzz-subset0"


def weasyprint() -> ModuleType:
    """Return WeasyPrint, imported at the first document: it costs 0.4 s, and most commands make none.

    Raises:
        EnvironmentRefused: a library is missing. Without HarfBuzz-Subset WeasyPrint would go on, five
            times slower and with other bytes for the same document: that is refused too.
    """
    try:
        with redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # its word on HarfBuzz-Subset: see below
            import weasyprint
            from weasyprint.text.ffi import harfbuzz_subset
    except OSError as error:
        raise _libraries_missing() from error
    if harfbuzz_subset is None:
        raise _libraries_missing()
    module: ModuleType = weasyprint
    return module


def _libraries_missing() -> EnvironmentRefused:
    message = _(
        "A system library that makes the PDFs is missing: install it with "
        "“apt-get install --no-install-recommends {packages}”."
    )
    return EnvironmentRefused(message.format(packages=DEBIAN_PACKAGES))
