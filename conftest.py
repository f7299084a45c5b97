"""The examples in the documentation run as tests: every Python block of README.md and docs/ in the order of the page."""

from __future__ import annotations

from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent


def _begin(namespace: dict[str, object]) -> None:
    """Pages name their files from the root of the project."""
    import os

    os.chdir(ROOT)


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    patterns=["README.md", "docs/*.md"],
    setup=_begin,
).pytest()
