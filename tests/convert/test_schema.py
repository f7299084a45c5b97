"""The published JSON Schema says what the converter writes and reads."""

from __future__ import annotations

import json
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from dealwatch.convert import dump, json_schema, write_ledger
from dealwatch.convert.names import CLASSES
from dealwatch.domain.ledger import Ledger
from dealwatch.testing.strategies import claims, ledgers

jsonschema = pytest.importorskip("jsonschema")
PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "dealwatch-1.json"


@cache
def validator() -> Any:
    """A validator of the whole schema."""
    return jsonschema.Draft202012Validator(json_schema())


@cache
def validator_of(name: str) -> Any:
    """A validator of one definition."""
    return jsonschema.Draft202012Validator({**json_schema(), "oneOf": [{"$ref": f"#/$defs/tagged_{name}"}]})


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
    max_examples=3,
    phases=[Phase.generate],
)
def test_what_is_written_is_valid(kind: type[Any], data: st.DataObject) -> None:
    """Every class, with whatever it can hold."""
    plain = json.loads(dump(data.draw(st.from_type(kind))))
    validator_of(plain["type"]).validate(plain)


@given(ledgers(max_reports=2))
@settings(max_examples=3, deadline=None)
def test_every_line_of_a_ledger_is_valid(ledger: Ledger) -> None:
    """The first line too."""
    file = BytesIO()
    write_ledger(ledger, file)
    for line in file.getvalue().splitlines():
        validator().validate(json.loads(line))


@given(
    claims(),
    st.sampled_from([("value", 1.5), ("subject", None), ("zzz", "?"), ("raw_span", {"start": "0", "end": 1}), ("type", "x")]),
)
@settings(max_examples=20, deadline=None)
def test_what_the_reader_refuses_by_its_form_is_invalid(claim: Any, change: tuple[str, object]) -> None:
    """Wrong types, unknown keys and unknown tags."""
    plain = json.loads(dump(claim)) | dict([change])
    assert not validator_of("claim").is_valid(plain)


def test_the_published_schema_is_that_of_the_code() -> None:
    """Write it anew with `json.dump(json_schema(), file, indent=1)`."""
    assert json.loads(PUBLISHED.read_text("utf-8")) == json_schema()
    jsonschema.Draft202012Validator.check_schema(json_schema())
