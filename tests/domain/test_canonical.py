"""The canonical text: what ids are made from, so it may depend on nothing but the value."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch import Attribution, Evidence, Link, Modality, Source, Span, Subject
from dealwatch.domain.canonical import WRITTEN, canonical, fields_written
from dealwatch.testing.strategies import register

register()
SMALL = (Span, Evidence, Source, Link, Attribution, Modality, Subject)


@pytest.mark.parametrize("kind", SMALL)
@given(data=st.data())
def test_a_class_that_writes_itself_writes_its_fields(kind: type[object], data: st.DataObject) -> None:
    """The faster way gives the same text, so that no id depends on which way was taken."""
    value = data.draw(st.from_type(kind))
    assert hasattr(kind, WRITTEN)
    assert canonical(value) == fields_written(value)


def test_what_is_no_value_of_the_domain_has_no_canonical_form() -> None:
    """An id of anything else would depend on how Python shows it."""
    with pytest.raises(TypeError, match="object has no canonical form"):
        canonical((1, object()))
