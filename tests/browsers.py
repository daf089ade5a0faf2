"""The two real browsers, behind one small door: open an address, evaluate a function. Chromium and its tabs."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from selenium import webdriver

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_SECONDS = 90
"""How long a page may take on a machine that does much else; nothing waits so long when all is well."""
PATIENCE_MS = PATIENCE_SECONDS * 1000
HOW_TO_INSTALL = "{name} is missing: `make test` installs it (Debian: apt-get install {package})."


class Tab(Protocol):
    """One tab of one browser."""

    def open(self, address: str) -> None:
        """Load an address and wait until its scripts have run."""

    def evaluate(self, function: str, argument: Any = None) -> Any:
        """Return what a JavaScript function (or a promise it makes) gives for one JSON argument."""


class ChromiumTab:
    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, address: str) -> None:
        self.page.goto(address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        text = self.page.evaluate(
            f"async (text) => JSON.stringify(await ({function})(JSON.parse(text)) ?? null)",
            json.dumps(argument),
        )
        return json.loads(text)


class FirefoxTab:
    def __init__(self, driver: webdriver.Firefox) -> None:
        self.driver = driver

    def open(self, address: str) -> None:
        self.driver.get(address)

    def evaluate(self, function: str, argument: Any = None) -> Any:
        # Values travel as text: geckodriver's own reading of numbers rounds the last digit of doubles.
        answer = self.driver.execute_async_script(
            f"""const done = arguments[1];
            (async () => ({function})(JSON.parse(arguments[0])))()
              .then((value) => done({{ text: JSON.stringify(value ?? null) }}),
                    (error) => done({{ error: String(error) }}));""",
            json.dumps(argument),
        )
        assert "error" not in answer, answer["error"]
        return json.loads(answer["text"])


@contextmanager
def chromium_browser() -> Iterator[Browser]:
    """Run Debian's Chromium; `fresh_context` opens tabs in it."""
    path = executable("chromium", "chromium")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_ARGUMENTS, timeout=PATIENCE_MS
        )
        yield browser
        browser.close()


@contextmanager
def fresh_context(chromium: Browser, **options: Any) -> Iterator[BrowserContext]:
    """Open a context: its tabs, patient, have a storage of their own, as on another computer.

    Args:
        chromium: where.
        options: those of Playwright's `new_context`.
    """
    context = chromium.new_context(locale="fr-FR", **options)
    context.set_default_timeout(PATIENCE_MS)
    try:
        yield context
    finally:
        context.close()


class SharedContext:
    """A context whose tabs are used one after the other, each as if it were the first: it is emptied between them.

    A context of its own for each test would take three times what an average test takes.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._context = context
        self._devtools = context.new_cdp_session(context.new_page())  # a blank page, which stays

    @contextmanager
    def tab(self) -> Iterator[Page]:
        """Open a tab; close all there are at the end, and forget what they left."""
        tab = self._context.new_page()
        try:
            yield tab
        finally:
            self._context.set_offline(False)
            for page in self._context.pages[1:]:
                page.close()
            self._context.clear_cookies()
            self._devtools.send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            self._devtools.send("Network.clearBrowserCache")


def executable(name: str, package: str) -> str:
    """Return where a browser is; fail with the way to install it where it is not."""
    found = shutil.which(name)
    if found is None:
        # Failing, not skipping: a suite that no browser judged would look green.
        pytest.fail(HOW_TO_INSTALL.format(name=name, package=package))
    return found
