"""The judges that the other tests trust do see what is wrong."""

import os
import shutil
import signal
from pathlib import Path

import browsers
import pytest
from browsers import FirefoxTab

BROKEN = '<!doctype html><html lang="fr"><title>x</title><main><h1>x</h1><img src="x.png"></main></html>'


@pytest.mark.browser
def test_axe_sees_a_picture_without_text(page, axe, static_server):
    folder, address = static_server
    (folder / "broken.html").write_text(BROKEN, encoding="utf-8")
    page.goto(f"{address}/broken.html")
    assert [line.split(":")[0] for line in axe(page)] == ["image-alt"]


@pytest.mark.pdf
def test_the_nu_checker_sees_a_picture_without_text(tmp_path, vnu):
    (tmp_path / "broken.html").write_text(BROKEN, encoding="utf-8")
    messages = [message for message in vnu(tmp_path / "broken.html") if ": error: " in message]
    assert len(messages) == 1
    assert messages[0].startswith("broken.html:1: error: An “img” element must have an “alt” attribute")


@pytest.mark.browser
def test_values_come_back_from_a_tab_to_the_last_digit(tab):
    tab.open("about:blank")
    values = [4 / 21, 2**53 - 1, "é\u2028𝐢", None, [True, {"a": 0.1}]]
    assert tab.evaluate("(values) => values", values) == values


@pytest.mark.browser
def test_firefox_keeps_the_origin_policy_of_a_trainees_browser(firefox, tmp_path):
    (tmp_path / "page.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    (tmp_path / "neighbour.txt").write_text("x", encoding="utf-8")
    tab = FirefoxTab(firefox)
    tab.open((tmp_path / "page.html").as_uri())
    assert tab.evaluate("() => fetch('neighbour.txt').then(() => 'fetched', () => 'refused')") == "refused"


@pytest.mark.browser
def test_another_firefox_takes_the_place_of_one_that_died(firefox_at_hand):
    first = firefox_at_hand.driver()
    assert firefox_at_hand.driver() is first
    os.kill(first.capabilities["moz:processID"], signal.SIGKILL)
    second = firefox_at_hand.driver()
    assert second is not first
    assert FirefoxTab(second).evaluate("() => 1 + 1") == 2


@pytest.mark.browser
def test_a_scripts_error_is_reported_by_the_tab(tab):
    tab.open("about:blank")
    with pytest.raises(Exception, match="planted"):
        tab.evaluate("() => { throw new Error('planted'); }")


def test_a_missing_browser_fails_with_the_way_to_install_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with (
        pytest.raises(pytest.fail.Exception, match="chromium is missing: `make test` installs it"),
        browsers.chromium_browser(),
    ):
        pass


def test_the_npm_lock_names_versions_and_hashes_and_no_address():
    lock = (Path(__file__).parent / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    assert '"resolved"' not in lock


LEFT = "() => [document.cookie, Object.keys(localStorage), Object.keys(sessionStorage)]"
LEAVE = "() => { document.cookie = 'left=1; max-age=60'; localStorage.left = 1; sessionStorage.left = 1; }"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_a_tab_of_chromium_finds_nothing_of_the_one_before(shared_context, static_server, tmp_path, scheme):
    folder, address = static_server
    (folder / "left.html").write_text("<!doctype html>", encoding="utf-8")
    shutil.copy(folder / "left.html", tmp_path)
    here = f"{address}/left.html" if scheme == "http" else (tmp_path / "left.html").as_uri()
    for _time in range(2):
        with shared_context.tab() as tab:
            tab.goto(here)
            assert tab.evaluate(LEFT) == ["", [], []]
            tab.evaluate(LEAVE)
            assert tab.evaluate(LEFT)[1:] == [["left"], ["left"]]
            other = tab.context.new_page()
            other.goto(here)
            assert other.evaluate(LEFT)[1] == ["left"]
