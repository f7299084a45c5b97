"""Law 23: load(dump(x)) == x for every domain value, and equal values give one text."""

from __future__ import annotations

import json
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from dealwatch.convert import dump, load, make_converter, read_ledger, write_ledger
from dealwatch.convert.names import CLASSES, TAGS
from dealwatch.domain.deal import Dossier
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.modality import Modality
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Report
from dealwatch.testing.strategies import ledgers, money

LARGE = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=8,
    phases=[Phase.generate],
)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=8,
    phases=[Phase.generate],
)
def test_every_type_is_read_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    """No field of any class is lost, changed or coerced."""
    value = data.draw(st.from_type(kind))
    text = dump(value)
    assert load(text, kind) == value
    assert dump(load(text, kind)) == text
    if isinstance(value, Dossier | Ledger):
        assert load(text, type(value)).digest() == value.digest()


@given(ledgers())
@LARGE
def test_a_ledger_is_read_back_from_its_lines_with_its_digest(ledger: Ledger) -> None:
    """Lines keep all that one document keeps."""
    file = BytesIO()
    write_ledger(ledger, file)
    file.seek(0)
    assert read_ledger(file) == ledger
    assert load(dump(ledger), Ledger).digest() == ledger.digest()


@given(ledgers(max_reports=2), ledgers(max_reports=2))
@LARGE
def test_lines_put_one_behind_the_other_are_the_union(one: Ledger, other: Ledger) -> None:
    """`cat a.ndjson b.ndjson` is `a | b`."""
    file = BytesIO()
    write_ledger(one, file)
    write_ledger(other, file)
    file.seek(0)
    assert read_ledger(file).digest() == (one | other).digest()


@given(money(), st.integers(0, 3))
def test_one_amount_has_one_text_however_it_was_spelt(amount: Money, zeros: int) -> None:
    """5, 5.00 and 5E0 are one text."""
    plain = f"{amount.amount:f}"
    spelt = Money(Decimal(plain + ("" if "." in plain else ".") + "0" * zeros), amount.currency)
    assert dump(spelt) == dump(amount)


@given(st.from_type(Mention[Quantity]), st.from_type(Reading[Money]))
@settings(deadline=None, max_examples=20)
def test_hypothesis_knows_readings_and_mentions_by_their_parameter(mention: Mention[Quantity], reading: Reading[Money]) -> None:
    """The strategies come from the entry point, and the converter reads a parameter strictly."""
    converter = make_converter()
    assert all(isinstance(candidate, Quantity) for candidate in mention.reading.candidates)
    assert all(isinstance(candidate, Money) for candidate in reading.candidates)
    plain = converter.unstructure(reading, unstructure_as=Reading[Money])
    assert converter.structure(plain, Reading[Money]) == reading


def test_every_class_has_a_name_of_its_own() -> None:
    """No two classes share a `type`."""
    assert len(TAGS) == len(CLASSES)


def test_what_says_nothing_is_left_out_and_what_has_a_meaning_is_written() -> None:
    """Should a default change one day, files that were written before still mean what they meant."""
    report = Report(text="Ash")
    assert json.loads(dump(report)) == {"format": 1, "type": "report", "id": report.id, "text": "Ash"}
    assert json.loads(dump(Modality()))["certainty"] == "certain"
