"""Raw markdown-it-py: each page of a folder parsed and rendered, written where the second argument says."""

import sys
from pathlib import Path

from markdown_it import MarkdownIt
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.front_matter import front_matter_plugin


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    parser = MarkdownIt("commonmark").enable("table").use(front_matter_plugin)
    for kind in ("retenir", "attention", "exemple"):
        parser.use(container_plugin, kind)
    for file in sorted(source.rglob("*.md")):
        page = target / file.relative_to(source).with_suffix(".html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(parser.render(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
