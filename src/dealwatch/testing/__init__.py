"""For authors of extractors and of code that uses dealwatch.

`ExtractorTests` is a class to subclass in three lines; `check_extractor` is the same as one call; `rules` says what an
extractor must hold, `corpus` on what it is tried. `GoldenTests` and `check_golden` compare with reviewed claims, and
`python -m dealwatch.testing` writes them. `strategies` has a Hypothesis strategy for every domain type (registered by an entry
point, so that `st.from_type(Claim)` works without an import).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dealwatch.testing.conformance import (
        Broken as Broken,
        broken_rules as broken_rules,
        check_extractor as check_extractor,
    )
    from dealwatch.testing.corpus import CORPUS as CORPUS
    from dealwatch.testing.extractor_tests import ExtractorTests as ExtractorTests, GoldenTests as GoldenTests
    from dealwatch.testing.golden import (
        check_golden as check_golden,
        golden_claims as golden_claims,
        write_golden as write_golden,
    )

# name -> module; loaded when asked for, so that Hypothesis can load the strategies without pytest
_HOME = {
    "Broken": "conformance",
    "broken_rules": "conformance",
    "check_extractor": "conformance",
    "CORPUS": "corpus",
    "ExtractorTests": "extractor_tests",
    "GoldenTests": "extractor_tests",
    "check_golden": "golden",
    "golden_claims": "golden",
    "write_golden": "golden",
}

__all__ = sorted(_HOME)  # pyright: ignore[reportUnsupportedDunderAll]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"dealwatch.testing has no public name {name!r}")
    return getattr(import_module(f"dealwatch.testing.{_HOME[name]}"), name)
