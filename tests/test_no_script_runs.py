"""Designers are trusted with words, not with script: nothing that they write runs, even without the pages' policy.

The policy (CSP) is taken out of the pages, so that what is judged is what was compiled. Canaries stand where scripts
would sing; every element is looked at; quizzes are answered, so that feedback is written too.
"""

import json
import os
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import sample_catalogue as sample
from hostile_course import take_escapes_out, write_course
from raw_text import rendered
from visitor import Visitor

from course_engine.bundle.folder import write_folder
from course_engine.bundle.plan import plan_bundle
from course_engine.content import load_course
from course_engine.model.path import LearningPath, Reason, Rule, Step
from course_engine.preview.app import create_preview
from course_engine.preview.desk import Desk
from course_engine.preview.workshop import Workshop
from course_engine.rendering.reading import ReadingRoom
from course_engine.rendering.theme import load_theme

pytestmark = pytest.mark.browser

XSS = Path(os.environ.get("COURSE_ENGINE_CORPORA", "/nonexistent")) / "xss"
needs_corpora = pytest.mark.skipif(not XSS.is_dir(), reason="COURSE_ENGINE_CORPORA is not set")
PREVIEWED = (
    *("/", "/problemes", "/dessins", "/unites/unite/decouverte", "/unites/unite/animateur"),
    *("/unites/unite/decouverte/papier", "/quiz/piege-0/decouverte", "/quiz/piege-48/decouverte"),
)
NOW = datetime(2027, 3, 13, 9, 42, tzinfo=UTC)
READING_EASE = (70, 60, 50)
AT_ONCE = 600
"""How many texts a course takes: a file of the format holds 256 KiB at most."""

FAMILIES = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    '" autofocus onfocus="alert(1)',
    "`onmouseover=alert(1)",
    "</script><script>alert(1)</script>",
    "</template><img src=x onerror=alert(1)>",
    "</title></textarea></style></select><img src=x onerror=alert(1)>",
    "--><img src=x onerror=alert(1)>",
    "]]><script>alert(1)</script>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "&amp;lt;img src=x onerror=alert(1)&amp;gt;",
    "<math><mtext><table><mglyph><style><img title='--&gt;&lt;/style&gt;&lt;img src onerror=alert(1)&gt;'>",
    "[clic](javascript:alert(1)) <javascript:alert(1)>",
    '<iframe srcdoc="<script>parent.alert(1)</script>"></iframe>',
    "<base href=//127.0.0.1:9/><link rel=stylesheet href=x><meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button autofocus>x</button></form>",
    "${alert(1)} {{alert(1)}} {% raw %} #{alert(1)}",
    '"}];alert(1);//',
    "\u2028alert(1)\u2029//",
    "$& $` $' \\u003cimg src=x onerror=alert(1)\\u003e",
)
"""One of each kind that the corpora taught."""

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
CANARIES = """<script>
  window.sung = [];
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...words) => { window.sung.push([name, ...words].map(String).join(" ")); };
  }
  addEventListener("error", (event) => { if (event.error) window.sung.push(String(event.error)); }, true);
</script>"""
ANSWER_ALL = """() => {
  let answered = 0;
  for (const form of document.querySelectorAll("form[data-question]")) {
    form.querySelectorAll("[name=answer]").forEach((field, index) => {
      if (field.type === "checkbox" || field.type === "radio") field.checked = true;
      else if (field.options) field.selectedIndex = field.options.length - 1;
      else field.value = "7";
    });
    form.querySelector("[data-move='1']:not([aria-disabled=true])")?.click();
    for (const more of form.querySelectorAll("details")) more.open = true;
    form.requestSubmit();
    answered += form.dataset.fraction !== undefined;
  }
  return answered;
}"""
DISTURB = """() => {
  const kinds = ["mouseover", "mouseenter", "focus", "blur", "input", "load", "error", "toggle", "wheel",
    "copy", "paste", "keydown", "pointerdown", "animationend", "transitionend", "scroll", "contextmenu"];
  for (const element of document.querySelectorAll("body *")) {
    for (const kind of kinds) element.dispatchEvent(new Event(kind));
  }
}"""
FOUND = """() => {
  const found = [...window.sung];
  const all = (root) => [...root.querySelectorAll("*")].flatMap((element) =>
    [element, ...(element instanceof HTMLTemplateElement ? all(element.content) : [])]);
  for (const element of all(document)) {
    const name = element.localName;
    if (["iframe", "object", "embed", "base", "foreignObject", "math", "style"].includes(name)) found.push(name);
    if (name === "script" && element.parentNode !== document.head && !element.getAttribute("src")) found.push(name);
    for (const { name: attribute, value } of element.attributes) {
      if (attribute.startsWith("on") || ["style", "srcdoc", "formaction", "autofocus"].includes(attribute)) {
        found.push(`${name} ${attribute}=${value}`);
      }
      if (["href", "src", "action", "xlink:href", "data", "poster", "srcset"].includes(attribute)
          && !/^(https?:|mailto:|tel:|#|[/](?![/\\\\])|[a-z0-9._]+$|[a-z0-9._-]+[/][a-z0-9._/#-]*$|[.][.][/]|$)/.test(value)) {
        found.push(`${name} ${attribute}=${value}`);
      }
    }
  }
  for (const { name } of performance.getEntriesByType("resource")) {
    if (!name.startsWith(location.origin) && !name.startsWith("data:image/svg+xml")) found.push(`asked for ${name}`);
  }
  return found;
}"""


def texts_of_corpora() -> list[str]:
    """Return every text of the set, on one line each, once."""
    payloads = (XSS / "xss-payload-list.txt").read_text(encoding="utf-8").split("\n")
    cases = json.loads((XSS / "dompurify-expect.json").read_text(encoding="utf-8"))
    vectors = json.loads((XSS / "markdown-vectors.json").read_text(encoding="utf-8"))
    texts = [*payloads, *(case["payload"] for case in cases), *(vector["markdown"] for vector in vectors)]
    return list(dict.fromkeys(text for text in (" ".join(one.split()) for one in texts) if text))


def with_canaries(page: str) -> str:
    """Return a page where whatever sings is heard."""
    assert page.count("<head>") == 1
    return page.replace("<head>", f"<head>{CANARIES}")


def without_policy(page: Path) -> None:
    """Take the policy out of a page, and put the canaries in."""
    text, policies = POLICY.subn("", page.read_text(encoding="utf-8"))
    assert policies == 1
    page.write_text(with_canaries(text), encoding="utf-8")


def write_pages(course: Path, folder: Path) -> int:
    """Write the bag and the page to read of a hostile course, without their policy; return how much it asks."""
    catalogue, theme = load_course(course), load_theme()
    step = Step(
        unit="unite", level="decouverte", reason=Reason(rule=Rule.WISH, sentence=catalogue.programme.title)
    )
    path = LearningPath(programme="essai", half_days=1, kept=(step,), left_out=())
    trainee = sample.sample_trainee().model_copy(update={"first_name": catalogue.programme.title})
    write_folder(plan_bundle(catalogue, trainee, path, (), (), {}, theme), course, folder)
    reading = folder / "lire" / "unite.html"
    reading.parent.mkdir()
    reading.write_text(ReadingRoom(catalogue, theme).unit("unite", "decouverte"), encoding="utf-8")
    for page in (folder / "index.html", reading):
        without_policy(page)
    return sum(len(quiz.questions) for quiz in catalogue.quizzes.values())


def judge(tab, address: str, *, answering: int = 0) -> None:
    """Open a page, answer its questions, of which there are so many, and find nothing that runs in it."""
    tab.open(address)
    if answering:
        assert tab.evaluate(ANSWER_ALL) == answering
    tab.evaluate(DISTURB)
    assert tab.evaluate(FOUND) == []


@pytest.fixture(scope="session")
def bag_of(static_server):
    """Writes the pages of a hostile course, once for both browsers; gives their address and how much they ask."""
    folder, address = static_server

    @cache
    def written(name: str, texts: tuple[str, ...], *, everywhere: bool) -> tuple[str, int]:
        course = write_course(folder / name / "cours", texts, everywhere=everywhere)
        return f"{address}/{name}/sac", write_pages(course, folder / name / "sac")

    return written


def judge_bag(tab, bag: tuple[str, int]) -> None:
    address, asked = bag
    judge(tab, f"{address}/index.html", answering=asked)
    judge(tab, f"{address}/lire/unite.html")


def test_each_family_of_attack_stands_in_each_place_and_runs_nothing(tab, bag_of):
    judge_bag(tab, bag_of("familles", FAMILIES, everywhere=True))


@needs_corpora
def test_each_text_of_the_corpus_runs_nothing_where_it_is_accepted(tab, bag_of):
    texts = tuple(texts_of_corpora())
    for start in range(0, len(texts), AT_ONCE):
        judge_bag(tab, bag_of(f"xss-{start}", texts[start : start + AT_ONCE], everywhere=False))


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 7])
def test_the_judge_hears_what_runs(tab, static_server, number):
    folder, address = static_server
    text, name = FAMILIES[number], f"chante-{number}-{type(tab).__name__}.html"
    page = f"<head>{CANARIES}<title>x</title></head>"
    (folder / name).write_text(f'<!doctype html>{page}<p title="{text}">{text}</p>', encoding="utf-8")
    with pytest.raises(AssertionError):
        judge(tab, f"{address}/{name}")


@pytest.fixture(scope="session")
def previewed(static_server):
    """Writes what the preview shows of a hostile course, once for both browsers; gives the addresses."""
    folder, address = static_server

    @cache
    def written(*, pasted: bool) -> tuple[str, ...]:
        where = folder / f"apercu-{pasted}"
        course = write_course(where / "cours", FAMILIES, everywhere=True)
        if pasted:
            take_escapes_out(course)
        desk = Desk(Workshop(course, READING_EASE), load_theme(), clock=lambda: NOW)
        visitor = Visitor(create_preview(desk, watching=False))
        for number, path in enumerate(PREVIEWED):
            screen = visitor.get(path)
            assert screen.status_code == 200, path
            (where / f"{number}.html").write_text(with_canaries(screen.text), encoding="utf-8")
        return tuple(f"{address}/{where.name}/{number}.html" for number in range(len(PREVIEWED)))

    return written


@pytest.mark.parametrize("pasted", [False, True], ids=["accepted", "refused"])
def test_what_the_preview_shows_runs_nothing(tab, previewed, pasted):
    for address in previewed(pasted=pasted):
        judge(tab, address)


def raw_page(texts, folder: Path) -> None:
    """Write one page of what the compiler makes of texts as they are, errors and all."""
    folder.mkdir()
    written = "\n".join(f"<section>{rendered(text, folder)}</section>" for text in texts)
    page = f'<!doctype html><html lang="fr"><head>{CANARIES}<meta charset="utf-8"><title>x</title></head><body>{written}</body></html>'
    (folder / "index.html").write_text(page, encoding="utf-8")


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(lambda: FAMILIES, id="families"),
        pytest.param(texts_of_corpora, id="corpus", marks=needs_corpora),
    ],
)
def test_what_the_compiler_writes_of_refused_texts_runs_nothing_either(tab, static_server, texts, request):
    folder, address = static_server
    name = f"brut-{request.node.callspec.id}"
    raw_page(texts(), folder / name)
    judge(tab, f"{address}/{name}/index.html")
