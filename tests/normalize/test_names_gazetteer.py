"""The gazetteer: names and identifiers of known things, in a file or in code."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest

from dealwatch.errors import InvalidValue, ReadError
from dealwatch.normalize import gazetteer
from dealwatch.normalize.gazetteer import Gazetteer, Known, installed_gazetteers

CSV = "name,aliases,kind,parent,lei,isin,ticker\nAsh Motor,Ash|アッシュ,,,ASHLEI0000000000001,,7777.T\nAsh Cars,,company,Ash Motor,,,\n"


def test_a_name_is_found_in_any_spelling_and_by_its_identifiers() -> None:
    known = Gazetteer.from_csv(CSV)
    assert [row.name for row in known.find("ASH MOTORS CO., LTD.")] == ["Ash Motor"]
    assert [row.name for row in known.find("株式会社アッシュ")] == ["Ash Motor"]
    assert [row.name for row in known.identified("ticker", "7777.t")] == ["Ash Motor"]
    assert known.find("Birch") == ()


def test_a_subsidiary_is_a_row_of_its_own() -> None:
    """Its parent is a relation, not another name."""
    known = Gazetteer.from_csv(CSV)
    assert [row.name for row in known.find("Ash Cars")] == ["Ash Cars"]
    assert known.find("Ash Cars")[0].parent == "Ash Motor"


def test_a_name_that_two_rows_share_decides_nothing() -> None:
    known = Gazetteer.of([Known("Ash Motor", aliases=("Ash",)), Known("Ash Bank", aliases=("Ash",))])
    assert known.same("Ash", "Ash Motor") is None
    assert known.same("Ash Motor", "Ash Bank") is False


def test_two_gazetteers_join_and_equal_rows_stand_once() -> None:
    known = Gazetteer.from_csv(CSV)
    assert known | known == known
    assert len(known | Gazetteer.of([Known("Birch")])) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,colour\nAsh,red\n", "the column 'colour' is not known"),
        ("aliases\nAsh\n", "the column 'name' is missing"),
        ("name,aliases\n,Ash\n", "line 2"),
        ("name,kind\nAsh,planet\n", "line 2"),
        ("name\nAsh,too,many\n", "line 2"),
        ("name,ticker,ticker\nAsh,1,2,3\n", "the column 'ticker' stands twice"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_the_place(text: str, says: str) -> None:
    with pytest.raises(ReadError, match=says):
        Gazetteer.from_csv(text)


def test_an_installed_gazetteer_is_listed_by_name_and_loaded_only_when_called(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("trees", "test_names_gazetteer:nothing_of_that_name", gazetteer.GROUP)
    monkeypatch.setattr(gazetteer, "entry_points", lambda group: [point])
    assert list(installed_gazetteers()) == ["trees"]
    with pytest.raises((ImportError, AttributeError)):
        installed_gazetteers()["trees"]()


def test_an_installed_gazetteer_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    point = SimpleNamespace(name="trees", value="trees:load", load=lambda: list)
    monkeypatch.setattr(gazetteer, "entry_points", lambda group: [point])
    with pytest.raises(InvalidValue, match="is a list, not a Gazetteer"):
        installed_gazetteers()["trees"]()
