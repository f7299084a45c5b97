"""The runner and the plugins: names are stamped, claims are checked, and a failure is kept and hurts nobody else."""

from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint

import pytest
from attrs import evolve

import dealwatch as dw
from dealwatch.extract import plugins
from dealwatch.extract.runner import run

REPORT = dw.Report(text="Ash Corp agreed to buy Birch Ltd.", outlet="Daily Leaf", lang="en")


def one(report: dw.Report, context: dw.Context) -> Iterator[dw.Claim]:
    yield dw.Claim.from_quote(
        report, quote="Ash Corp", subject=dw.Subject("company", "Ash Corp"), attribute="kind", value=dw.Text("buyer")
    )


def breaks_late(report: dw.Report, context: dw.Context) -> Iterator[dw.Claim]:
    yield from one(report, context)
    raise KeyError("lost")


def lies(report: dw.Report, context: dw.Context) -> Iterable[dw.Claim]:
    other = dw.Report(text="Oak Corp agreed to buy Birch Ltd.")
    return list(one(dw.Report(text=other.text.replace("Oak", "Ash")), context))


def nonsense(report: dw.Report, context: dw.Context) -> list[object]:
    return ["Ash Corp"]


def endless(report: dw.Report, context: dw.Context) -> Iterator[dw.Claim]:
    while True:
        yield from one(report, context)


def test_the_built_in_extractors_read_a_deal_and_its_names() -> None:
    ledger = dw.extract_claims(REPORT, on_error="raise")
    assert {"names", "type", "status", "acquirer", "target"} <= {claim.attribute for claim in ledger.claims}
    assert {claim.extractor for claim in ledger.claims} <= set(dw.BUILT_IN)


def test_reading_twice_gives_the_same_ledger() -> None:
    assert dw.extract_claims(REPORT).digest() == dw.extract_claims(REPORT).digest()


def test_the_runner_stamps_the_name_and_not_the_extractor() -> None:
    def boasts(report: dw.Report, context: dw.Context) -> Iterator[dw.Claim]:
        yield from (evolve(claim, extractor="somebody@9") for claim in one(report, context))

    ledger = dw.extract_claims(REPORT, {"mine@1": boasts})
    assert [claim.extractor for claim in ledger.claims] == ["mine@1"]


@pytest.mark.parametrize(
    ("extractor", "words"),
    [
        (breaks_late, "raised KeyError"),
        (lies, "does not have there"),
        (nonsense, "returned a str"),
        (endless, "more than 20,000 claims"),
    ],
)
def test_a_failure_is_kept_and_loses_only_the_extractors_own_later_claims(extractor: plugins.Extractor, words: str) -> None:
    ledger = dw.extract_claims(REPORT, {"bad@1": extractor, "good@1": one})
    assert [words in failure.error for failure in ledger.failures] == [True]
    assert "good@1" in {claim.extractor for claim in ledger.claims}


def test_what_came_before_a_fault_is_kept() -> None:
    ledger = dw.extract_claims(REPORT, {"bad@1": breaks_late})
    assert [claim.extractor for claim in ledger.claims] == ["bad@1"]


def test_a_failure_is_raised_where_that_is_asked_for() -> None:
    with pytest.raises(dw.ExtractorError, match="bad@1 raised KeyError"):
        dw.extract_claims(REPORT, {"bad@1": breaks_late}, on_error="raise")


def test_an_extractor_that_takes_too_long_is_stopped() -> None:
    ledger = run(REPORT, {"slow@1": one}, dw.Context.of(REPORT), "keep", max_seconds=-1.0)
    assert ["took more than" in failure.error for failure in ledger.failures] == [True]


def test_an_extractor_that_is_given_reads_in_the_given_context() -> None:
    seen: list[dw.Context] = []

    def looks(report: dw.Report, context: dw.Context) -> list[dw.Claim]:
        seen.append(context)
        return []

    context = dw.Context(locale="en_AU")
    dw.extract_claims(REPORT, {"mine@1": looks}, context=context)
    assert seen == [context]


def offer(monkeypatch: pytest.MonkeyPatch, *points: tuple[str, str]) -> None:
    entries = [EntryPoint(name, value, plugins.GROUP) for name, value in points]
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point for point in entries if point.group == group])


def test_installed_extractors_are_loaded_only_when_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("broken@1", "no_such_module:f"), ("deals@9", "dealwatch.extract.deals:deals"))
    found = dw.installed_extractors()
    assert list(found) == ["broken@1", "deals@9"]
    assert found["deals@9"] is dw.BUILT_IN["deals@1"]
    with pytest.raises(dw.ExtractorError, match="broken@1"):
        found["broken@1"]


def test_an_entry_point_that_is_no_callable_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("wrong@1", "dealwatch.extract.plugins:GROUP"))
    with pytest.raises(dw.ExtractorError, match="no callable but a str"):
        dw.installed_extractors()["wrong@1"]


def test_two_packages_may_not_offer_one_name(monkeypatch: pytest.MonkeyPatch) -> None:
    offer(monkeypatch, ("mine@1", "one:f"), ("mine@1", "two:f"))
    with pytest.raises(dw.ExtractorError, match="two installed packages"):
        dw.installed_extractors()
