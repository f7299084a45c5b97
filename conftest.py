"""The examples in the documentation run as tests: every Python block of README.md and docs/ in the order of the page."""

from __future__ import annotations

import os
from doctest import ELLIPSIS, NORMALIZE_WHITESPACE
from importlib.util import find_spec
from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser, SkipParser

ROOT = Path(__file__).parent


def _begin(namespace: dict[str, object]) -> None:
    """Pages name their files from the root of the project, and can skip a block where an optional package is missing."""
    os.chdir(ROOT)
    namespace["missing"] = lambda package: find_spec(package) is None


pytest_collect_file = Sybil(
    parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | NORMALIZE_WHITESPACE), SkipParser()],
    patterns=["README.md", "docs/*.md"],
    setup=_begin,
).pytest()
