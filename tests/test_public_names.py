"""The public names are loaded lazily, and the table, the stub and reality agree."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import dealwatch

STUB = Path(dealwatch.__file__).with_suffix(".pyi")


@pytest.mark.parametrize("name", dealwatch.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """Each name of __all__ can be had from the package."""
    assert getattr(dealwatch, name) is not None


def test_the_stub_tells_type_checkers_the_same() -> None:
    """__init__.pyi imports exactly the names of the table, each from its room."""
    told = {
        (alias.name, node.module)
        for node in ast.parse(STUB.read_text()).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname == alias.name
    }
    assert {(name, f"dealwatch.{room}") for name, room in dealwatch._ROOM_OF.items()} == told


def test_an_unknown_name_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="no public name 'Deel'"):
        _ = dealwatch.Deel


def test_importing_loads_no_extra() -> None:
    """Neither pytest, hypothesis nor any optional package comes with `import dealwatch`, nor do the extractors with Money."""
    code = "import sys, dealwatch; dealwatch.Money; print(*sys.modules)"
    loaded = set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())
    unwanted = {"pytest", "hypothesis", "rich", "pyarrow", "currency_converter", "hmrc_rates", "trafilatura", "spacy", "babel"}
    assert not loaded & (unwanted | {"dealwatch.extract", "dealwatch.merge"})
