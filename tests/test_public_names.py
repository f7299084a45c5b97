"""The public names are loaded lazily, and the table, the stub, the reference, the typing tests and reality agree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib import import_module
from inspect import isclass, isfunction
from pathlib import Path

import pytest

import dealwatch

STUB = Path(dealwatch.__file__).with_suffix(".pyi")
ROOT = Path(__file__).parent.parent
ROOMS = sorted(set(dealwatch._ROOM_OF.values()))
REFERENCE = re.findall(r"^::: dealwatch\.(\S+)$", (ROOT / "docs" / "reference.md").read_text(encoding="utf-8"), re.MULTILINE)


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


@pytest.mark.parametrize("name", dealwatch.__all__)
def test_every_public_name_says_what_it_is(name: str) -> None:
    """A class or a function has a docstring of its own, and stands under the name by which it is asked for."""
    found = getattr(dealwatch, name)
    if isclass(found) or isfunction(found):
        assert (found.__doc__ or "").strip()
        assert found.__name__ == name


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_that_lists_its_names_lists_the_public_ones(room: str) -> None:
    """The __all__ of a room holds what the package takes from it, and nothing that is not there."""
    module = import_module(f"dealwatch.{room}")
    listed = getattr(module, "__all__", None)
    if listed is not None:
        assert {name for name, where in dealwatch._ROOM_OF.items() if where == room} <= set(listed)
        assert [name for name in listed if not hasattr(module, name)] == []


def test_the_reference_has_every_room_of_a_public_name_once() -> None:
    """Whoever looks a public name up finds it."""
    assert set(ROOMS) <= set(REFERENCE)
    assert len(REFERENCE) == len(set(REFERENCE))


@pytest.mark.parametrize("room", REFERENCE)
def test_every_room_of_the_reference_is_there(room: str) -> None:
    """The page names no module that is gone; what needs an extra is only looked for."""
    path = ROOT / "src" / "dealwatch" / Path(*room.split("."))
    assert path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_users_type_checkers_are_asked_about_every_public_name() -> None:
    """typing_tests/ uses each, but for the attributes, which are all of one type."""
    tree = ast.parse((ROOT / "typing_tests" / "public_api.py").read_text(encoding="utf-8"))
    used = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "dw"
    }
    wanted = {name for name in dealwatch.__all__ if not isinstance(getattr(dealwatch, name), dealwatch.Attribute)}
    assert wanted - used == set()


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
