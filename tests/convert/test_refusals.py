"""What is not what a type needs is refused, with the path to the place; hostile texts too, in bounded time and memory."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from dealwatch.convert import dump, load, make_converter
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.deal import Facts, Party
from dealwatch.domain.ledger import Decision, Ledger
from dealwatch.domain.money import Money
from dealwatch.domain.reading import Reading
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Undisclosed, Value
from dealwatch.domain.words import Judgement, Status
from dealwatch.errors import LoadError
from dealwatch.testing.strategies import claims, ledgers

REPORT = Report(text="Ash Corp is in talks with Birch Ltd.", outlet="Daily Leaf")
CLAIM = Claim.from_quote(
    REPORT, quote="is in talks", subject=Subject.quoted(REPORT, "deal", "is in talks"), attribute="status", value=Status.IN_TALKS
)


def places(found: Any, path: str = "$") -> list[tuple[str, Callable[[Any], None]]]:
    """Every place inside a JSON value: its path, and a function that puts something else there."""
    if isinstance(found, dict):
        inner = [(f"{path}.{key}", key, part) for key, part in found.items()]
    elif isinstance(found, list):
        inner = [(f"{path}[{place}]", place, part) for place, part in enumerate(found)]
    else:
        return []
    here = [(where, lambda new, key=key: found.__setitem__(key, new)) for where, key, _ in inner]
    return here + [deeper for where, _, part in inner for deeper in places(part, where)]


@given(claims() | ledgers(max_reports=1), st.data())
@settings(max_examples=30, deadline=None)
def test_a_wrong_type_anywhere_is_refused_at_its_place(value: Claim | Ledger, data: st.DataObject) -> None:
    """1.5 is right nowhere, and the path says where it stands."""
    plain = json.loads(dump(value))
    path, put = data.draw(st.sampled_from(places(plain)))
    put(1.5)
    with pytest.raises(LoadError) as caught:
        load(json.dumps(plain), type(value))
    assert str(caught.value).startswith(f"{path}: ")


@given(claims(), st.data())
@settings(max_examples=25, deadline=None)
def test_an_unknown_key_anywhere_is_refused_at_its_object(claim: Claim, data: st.DataObject) -> None:
    """A mistyped key would otherwise be a lost value."""
    plain = json.loads(dump(claim))
    objects = [("$", plain)] + [(path, _at(plain, path)) for path, _ in places(plain) if isinstance(_at(plain, path), dict)]
    path, found = data.draw(st.sampled_from(objects))
    found["zzz"] = "?"
    with pytest.raises(LoadError) as caught:
        load(json.dumps(plain), Claim)
    assert str(caught.value).startswith(f"{path}: ")
    assert "zzz" in str(caught.value)


def _at(found: Any, path: str) -> Any:
    for step in path.replace("[", ".").replace("]", "").split(".")[1:]:
        found = found[int(step) if isinstance(found, list) else step]
    return found


@given(st.text() | st.binary())
def test_any_text_is_read_or_refused(text: str | bytes) -> None:
    """No other exception comes out."""
    with pytest.raises(LoadError):
        load(text, Money)


def money(**changed: object) -> str:
    """A Money in JSON, with something changed."""
    return json.dumps({"type": "money", "amount": "5", "currency": "AUD", **changed})


HOSTILE = {
    "nested lists": ("[" * 200_000, Money, "$: nested deeper"),
    "nested objects": ('{"a":' * 200_000, Money, "$: nested deeper"),
    "nested inside a value": ('{"type":"money","amount":' + "[" * 900 + "]" * 900 + "}", Money, "$.amount: a list where"),
    "a key twice": ('{"type":"money","amount":"5","amount":"6","currency":"AUD"}', Money, "with the key 'amount' twice"),
    "a key twice inside": ('{"type":"reading","candidates":[{"type":"text","text":"a","text":"b"}],"rule":"r"}', Reading, "$.candidates[0]: an object with the key 'text' twice"),
    "NaN": ('{"type":"money","amount":NaN,"currency":"AUD"}', Money, "$.amount: nan where"),
    "NaN in quotes": (money(amount="NaN"), Money, "$.amount: 'NaN' where"),
    "Infinity": ('{"type":"money","amount":-Infinity,"currency":"AUD"}', Money, "$.amount: -inf where"),
    "a float": (money(amount=7.1), Money, "$.amount: 7.1 where a decimal number in quotes"),
    "a number of a million digits": ('{"type":"money","amount":' + "9" * 1_000_000 + ',"currency":"AUD"}', Money, "$.amount: inf where"),
    "a quoted number of a million digits": (money(amount="9" * 1_000_000), Money, "$.amount: '999999"),
    "an exponent that would fill memory": (money(amount="1E999999999"), Money, "$.amount: '1E999999999' where"),
    "an exponent beyond every economy": (money(amount="1E41"), Money, "$: an amount lies between"),
    "bounds that would fill memory": ('{"type":"bounds","low":"1E999","high":null,"low_closed":true,"high_closed":true}', Bounds, "$.low: 1.000E+999 has more than"),
    "a lone surrogate": (money(currency="\ud800UD"), Money, "$.currency: a lone surrogate stands at 0"),
    "a lone surrogate in a key": ('{"type":"money","\\ud800":1}', Money, r"$: '\ud800' is no key of a Money"),
    "an unknown tag": (money(type="gold"), Money, "$.type: 'gold' where one of money is needed"),
    "a tag that is no text": (money(type=["money"]), Money, "$.type: a list where"),
    "no tag": ('{"amount":"5","currency":"AUD"}', Money, "$.type: missing"),
    "digits of another script": (money(amount="٣"), Money, "$.amount: '٣' where"),
    "a space in a number": (money(amount=" 5"), Money, "$.amount: ' 5' where"),
    "an underscore in a number": (money(amount="1_0"), Money, "$.amount: '1_0' where"),
    "true for a number": ('{"type":"span","start":true,"end":2}', None, "$.start: true where a whole number"),
    "a week date": ('{"type":"period","first":"2025-W28-1","last":null}', Period, "$.first: '2025-W28-1' where a day"),
    "a day that is none": ('{"type":"period","first":"2025-02-30","last":null}', Period, "$.first: there is no day 2025-02-30"),
    "a moment without zone": ('{"type":"report","text":"Ash","observed_at":"2025-07-07T08:00:00"}', Report, "$: observed_at 2025-07-07T08:00:00 has no time zone"),
    "a later format": (money(format=2), Money, "$.format: format 2 was written by a later dealwatch"),
    "a format that is none": (money(format=True), Money, "$.format: "),
    "bytes that are no UTF-8": (b'{"type":"money","amount":"\xff"}', Money, "$: byte 27 is no UTF-8"),
    "half a text": ('{"type":"mon', Money, "$: no JSON from character"),
    "nothing": ("", Money, "$: no JSON from character 1 on"),
    "a list": ("[1]", Money, "$: a list where an object is needed"),
    "another class": (dump(Undisclosed()), Money, "$.type: 'undisclosed' where one of money"),
    "a word that is none": ('{"type":"status","value":"rumoured"}', Status, "$.value: 'rumoured' is no Status; there are considered"),
    "a word with more to it": ('{"type":"status","value":"agreed","by":"ana"}', Status, "$: the keys are by, value"),
    "a value that its class refuses": (money(currency="aud"), Money, "$: a currency is an ISO 4217 code"),
    "a class as text": ('{"type":"attribute","name":"x","of":[],"values":"os.system","many":false,"time":"state"}', None, "$.values: 'os.system' where one of money"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_texts_are_refused_at_their_place(case: str) -> None:
    """Each in one short sentence with the path."""
    from dealwatch.convert.names import TAGS

    text, kind, said = HOSTILE[case]
    with pytest.raises(LoadError) as caught:
        load(text, TAGS[json.loads(text)["type"]] if kind is None else kind)
    assert said in str(caught.value)
    assert str(caught.value).startswith("$")
    assert len(str(caught.value)) < 400


class TestEntries:
    def test_a_changed_entry_is_found_by_its_id(self) -> None:
        changed = dump(REPORT).replace("Daily Leaf", "Daily Loaf")
        with pytest.raises(LoadError, match=r"\$\.id: 'report:\w+' is not the id of this content"):
            load(changed, Report)

    def test_an_entry_without_id_is_read(self) -> None:
        assert load('{"type":"report","text":"Ash"}', Report) == Report(text="Ash")

    def test_a_claim_that_its_report_does_not_prove_is_refused(self) -> None:
        plain = json.loads(dump(Ledger.of([REPORT, CLAIM])))
        plain["entries"] = [entry for entry in plain["entries"] if entry["type"] != "report"]
        with pytest.raises(LoadError, match=r"\$\.entries: the claim claim:\w+ stands in the report"):
            load(json.dumps(plain), Ledger)

    def test_a_validator_says_why(self) -> None:
        decision = Decision("a", "b", Judgement.NEGATIVE, "ana", datetime(2025, 7, 7, tzinfo=UTC), "two firms")
        plain = json.loads(dump(decision)) | {"reason": " "}
        with pytest.raises(LoadError, match=r"\$: reason is not empty"):
            load(json.dumps(plain), Decision)

    @pytest.mark.parametrize(
        ("text", "kind", "says"),
        [
            ('{"amount":"1","type":"money"}', Money, "$: 'currency' is missing"),
            ('{"entry":[],"type":"ledger"}', Ledger, '$: a ledger has one key, "entries"'),
            (
                '{"high":"1","high_closed":0,"low":null,"low_closed":true,"type":"bounds"}',
                Bounds,
                "$.high_closed: 0 where true or false",
            ),
            (
                '{"text":"Ash","observed_at":"2025-13-07T08:00:00+09:00","type":"report"}',
                Report,
                "$.observed_at: there is no moment 2025-13",
            ),
            ('{"text":"Ash","type":"report"}', int, "$: a int is no type of the domain"),
        ],
    )
    def test_what_a_value_lacks_or_cannot_be_is_said_with_its_place(self, text: str, kind: type[Any], says: str) -> None:
        with pytest.raises(LoadError) as caught:
            load(text, kind)
        assert str(caught.value).startswith(says)


class TestDump:
    @pytest.mark.parametrize("number", ["NaN", "Infinity"])
    def test_what_is_no_finite_number_is_never_written(self, number: str) -> None:
        with pytest.raises(Exception, match="is no finite number"):
            make_converter().unstructure(Decimal(number))

    def test_what_is_no_value_of_the_domain_is_refused(self) -> None:
        with pytest.raises(LoadError, match="a complex is no value of the domain"):
            dump(1j)

    def test_a_lone_surrogate_is_refused_before_it_reaches_a_file(self) -> None:
        with pytest.raises(LoadError, match="lone surrogate"):
            dump(Subject("company", "Ash \udcff"))

    def test_a_number_that_would_fill_memory_is_refused(self) -> None:
        with pytest.raises(LoadError, match=r"\$\.low: "):
            load('{"high":null,"high_closed":true,"low":"1E999999","low_closed":true,"type":"bounds"}', Bounds)


class TestConverter:
    def test_each_call_gives_a_converter_of_its_own(self) -> None:
        one, other = make_converter(), make_converter()
        one.register_unstructure_hook(Money, str)
        assert one.unstructure(Money(Decimal(5), "AUD")) == "AUD 5"
        assert other.unstructure(Money(Decimal(5), "AUD")) == {"amount": "5", "currency": "AUD"}

    def test_a_union_is_told_apart_by_type(self) -> None:
        converter = make_converter()
        plain = converter.unstructure(Status.AGREED, unstructure_as=Value)
        assert plain == {"type": "status", "value": "agreed"}
        assert converter.structure(plain, Value) is Status.AGREED  # type: ignore[arg-type]

    def test_a_reading_of_money_takes_no_period(self) -> None:
        plain = {"candidates": [{"first": "2025-07-07", "last": None}], "rule": "r"}
        with pytest.raises(Exception, match="'first' is no key of a Money"):
            make_converter().structure(plain, Reading[Money])

    def test_a_list_is_no_ledger(self) -> None:
        with pytest.raises(Exception, match='an object with "entries" is needed'):
            make_converter().structure([], Ledger)

    def test_sets_are_sorted(self) -> None:
        converter = make_converter()
        assert converter.unstructure(frozenset("cab"), unstructure_as=frozenset[str]) == ["a", "b", "c"]
        assert converter.structure(["a", "b"], frozenset[str]) == frozenset("ab")


def test_a_party_is_read_back_as_the_kind_of_thing_it_is() -> None:
    """A company as a party stays a Company, though the field says Thing."""
    from dealwatch.domain.deal import Company, Plant, Resolution
    from dealwatch.domain.words import Role, Rule

    role = Resolution("acquirer", Role.ACQUIRER, Rule.ONLY_VALUE, "the only one", ())
    for thing in (Company("company:1", "Ash Corp"), Plant("plant:1", "the mill")):
        assert type(load(dump(Party(thing, role)), Party).company) is type(thing)
    assert load(dump(Facts()), Facts) == Facts()
