"""What users' type checkers see of the public names. Checked by mypy and pyright, never run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, assert_type

import dealwatch as dw


def the_flow(path: str) -> None:
    """From files to prose."""
    reports = dw.read_reports(path)
    assert_type(reports, Iterator[dw.Report])
    ledger = dw.Ledger.union(dw.extract_claims(report) for report in reports)
    assert_type(ledger, dw.Ledger)
    dossier = dw.resolve_deals(ledger, as_of=datetime(2025, 7, 7, tzinfo=UTC))
    assert_type(dossier, dw.Dossier)
    assert_type(dw.write_brief(dossier, format="html"), str)
    assert_type(ledger.digest(), str)
    assert_type(ledger.withdraw("report:1", by="ana", at=datetime(2025, 7, 7, tzinfo=UTC), reason="x"), dw.Ledger)
    assert_type(dw.compare_dossiers(dossier, dossier), tuple[dw.Change, ...])


def a_deal(dossier: dw.Dossier) -> None:
    """Resolved values are typed."""
    for deal in dossier.find("Nissan", "Foxconn"):
        assert_type(deal.type, dw.Resolution[dw.DealType] | None)
        assert_type(deal.status, dw.Resolution[dw.Status] | None)
        assert_type(deal.value, dw.Resolution[dw.Money | dw.Undisclosed] | None)
        assert_type([party.role.value for party in deal.parties], list[dw.Role])
        if deal.value and isinstance(deal.value.value, dw.Money):
            assert_type(deal.value.value.amount, Decimal)


def a_company(company: dw.Company) -> None:
    """A fact is typed by its attribute."""
    assert_type(company.fact(dw.JOB_CUTS), dw.Resolution[dw.Quantity] | None)
    assert_type(company.fact(dw.NET_LOSS), dw.Resolution[dw.Money] | None)
    assert_type(company.every(dw.PRODUCTS), tuple[dw.Resolution[dw.Text], ...])
    assert_type(company.facts["job_cuts"], dw.Resolution[dw.Value])


def values(text: str) -> None:
    """Readings are typed by what they read."""
    context = dw.Context(locale="en_AU", on=date(2025, 7, 7))
    assert_type(dw.read_money(text, context), dw.Reading[dw.Money])
    assert_type(dw.find_money(text, context), tuple[dw.Mention[dw.Money], ...])
    assert_type(dw.find_dates(text, context)[0].reading.only, dw.Period)
    assert_type(dw.find_quantities(text, context)[0].reading.best, dw.Quantity | None)
    assert_type(dw.compare_names("Ash", "Birch").score, float)
    assert_type(dw.find_attributions(dw.Report(text=text))[0].attribution.root, dw.Source)


def an_extractor(report: dw.Report, context: dw.Context) -> Iterable[dw.Claim]:
    """A plugin is a plain callable."""
    yield dw.Claim.from_quote(
        report,
        quote="about 3,900 workers",
        subject=dw.Subject("plant", "the mill"),
        attribute=dw.HEADCOUNT,
        value=dw.Quantity(Decimal(3900), unit="workers"),
        raw="about 3,900",
    )


dw.extract_claims(dw.Report(text="x"), extractors={**dw.BUILT_IN, "mine@1": an_extractor}, on_error="raise")


def more_values(text: str, money: dw.Money, rates: dw.Rates) -> None:
    """Calendars, conversions, audits and comparisons."""
    context = dw.Context(locale="en", on=date(2025, 7, 7), calendars=dw.CALENDARS)
    assert_type(dw.read_date(text, context), dw.Reading[dw.Period])
    assert_type(dw.read_quantity(text, context), dw.Reading[dw.Quantity])
    assert_type(dw.read_edtf("2025-Q3"), dw.Period)
    assert_type(dw.join_ranges(dw.find_dates(text, context), text, context), tuple[dw.Mention[dw.Period], ...])
    assert_type(dw.FiscalCalendar(start_month=4, start_day=1, label="start").parse("FY2027 Q1"), dw.Period)
    weeks = dw.WeekCalendar(end_month=9, end_weekday="SA", rule="last", extra_week_quarter=1, label="end")
    assert_type(weeks.parse("FY2023"), dw.Period)
    assert_type(weeks.parse("FY2023").first, date | None)
    converted = dw.convert_money(money, "AUD", on=dw.Period.year(2025), rates=rates)
    assert_type(converted, dw.Conversion)
    assert_type(converted.money, dw.Money)
    assert_type(converted.rates, tuple[dw.Rate, ...])
    assert_type(rates.rate("EUR", "USD", date(2025, 7, 7)), dw.Rate | None)
    assert_type(rates.max_age, int)
    chain: dw.Rates = dw.ChainRates((dw.TableRates.from_csv(text), dw.EcbRates(), dw.HmrcRates()))
    assert_type(dw.audit_conversions(text, context, chain), tuple[dw.Audit, ...])
    assert_type(dw.compare_names("Ash", "Birch"), dw.NameMatch)
    assert_type(dw.compare_names("Ash", "Birch").same, bool)
    assert_type(dw.relation(money, money), dw.Relation)
    assert_type(dw.relation(money, money, dw.Bounds.exactly(Decimal(1))).converse, dw.Relation)


def a_report(report: dw.Report) -> None:
    """Sections, evidence and what is said in it."""
    assert_type(dw.find_sections(report), tuple[dw.Section, ...])
    assert_type(dw.find_sections(report)[0].kind, dw.SectionKind)
    assert_type(report.evidence(0, 3), dw.Evidence)
    assert_type(report.evidence(0, 3).span, dw.Span)
    said: dw.Said = dw.find_attributions(report)[0]
    assert_type(said.attribution, dw.Attribution)
    assert_type(said.attribution.links, tuple[dw.Link, ...])
    assert_type(said.attribution.root.kind, dw.SourceKind)
    assert_type(said.modality, dw.Modality)
    assert_type((said.modality.certainty, said.modality.polarity, said.modality.mood), tuple[dw.Certainty, dw.Polarity, dw.Mood])
    assert_type(said.modality.label, dw.Label)
    installed: Mapping[str, dw.Extractor] = dw.installed_extractors()
    assert_type(dw.extract_claims(report, installed, dw.Context.of(report), on_error="keep"), dw.Ledger)


def a_ledger(ledger: dw.Ledger, at: datetime) -> None:
    """What people add to it, and what it holds."""
    decided = ledger.decide("company:1", "company:2", dw.Judgement.NEGATIVE, by="ana", at=at, reason="two firms")
    overridden = decided.override("deal:1", "status", dw.Status.AGREED, by="ana", at=at, reason="a call")
    assert_type(decided | overridden, dw.Ledger)
    assert_type(list(ledger), list[dw.Entry])
    assert_type(ledger.decisions, tuple[dw.Decision, ...])
    assert_type(ledger.overrides, tuple[dw.Override, ...])
    assert_type(ledger.withdrawals, tuple[dw.Withdrawal, ...])
    assert_type(ledger.failures, tuple[dw.Failure, ...])
    with dw.open_store("deals.db") as store:
        assert_type(store.add(ledger), int)
        assert_type(store.ledger(), dw.Ledger)
    converter = dw.make_converter()
    loaded: dw.Ledger = converter.structure(converter.unstructure(ledger), dw.Ledger)  # its type is for cattrs to say
    loaded.digest()


def a_dossier(ledger: dw.Ledger, rates: dw.Rates) -> None:
    """What a policy may say, and the views that come of it."""
    known = dw.Gazetteer.of([dw.Known("Ash Paper Inc", aliases=("Ash",))])
    assert_type([load() for load in dw.installed_gazetteers().values()], list[dw.Gazetteer])
    attributes: Mapping[str, dw.Attribute[Any]] = dw.ATTRIBUTES
    policy = dw.Policy(
        attributes={**attributes, "status": dw.STATUS}, rates=rates, gazetteer=known, weights={"Daily Leaf": Decimal(2)}
    )
    dossier = dw.resolve_deals(ledger, policy=policy, as_of=None)
    assert_type(dossier.deals, tuple[dw.Deal, ...])
    assert_type(dossier.plants, tuple[dw.Plant, ...])
    assert_type(dossier.others, tuple[dw.Thing, ...])
    assert_type(dossier.contradictions, tuple[dw.Contradiction, ...])
    assert_type(dossier.reconciliations, tuple[dw.Reconciliation, ...])
    assert_type(dossier.copies, tuple[dw.Copy, ...])
    assert_type([copy.derivation for copy in dossier.copies], list[dw.Derivation])
    assert_type(dossier.fact("dhaka", "population@2006"), dw.Resolution[dw.Value] | None)
    assert_type(dw.judge_novelty(dossier), Mapping[str, dw.Novelty])
    deal = dossier.deal("deal:1")
    assert_type(deal.parties, tuple[dw.Party, ...])
    assert_type(deal.timeline, tuple[dw.Event, ...])
    assert_type(deal.answers, tuple[dw.Answer, ...])
    assert_type([answer.stance for answer in deal.answers], list[dw.Stance])
    assert_type(deal.roots, tuple[dw.Root, ...])
    assert_type(deal.asset, dw.Thing | None)
    assert_type(deal.facts, dw.Facts)
    assert_type(deal.open, tuple[dw.Resolution[dw.Value], ...])
    assert_type([contradiction.sides for contradiction in deal.contradictions], list[tuple[dw.Side, ...]])
    if deal.stake:
        assert_type(deal.stake.rule, dw.Rule)
        assert_type(deal.stake.alternatives, tuple[dw.Alternative[dw.Quantity], ...])
        assert_type(deal.stake.support, tuple[dw.Claim, ...])
        assert_type(deal.stake.runner_up, dw.Quantity | None)
    for plant in dossier.plants:
        assert_type((plant.owner, plant.location), tuple[dw.Company | None, str | None])


def an_attribute_of_ones_own() -> dw.Attribute[dw.Quantity]:
    """Typed by what it holds."""
    return dw.Attribute(
        "carbon", of=(dw.SubjectKind.PLANT,), type=dw.Quantity, unit="tonnes", many=False, whole=None, time=dw.TimeKind.FLOW
    )


def errors() -> Iterator[type[dw.DealwatchError]]:
    """Each is of the one tree, and the built-in error that a caller thinks of first."""
    yield from (dw.CurrencyMismatch, dw.EvidenceError, dw.ExtractorError, dw.InvalidValue, dw.LoadError)
    yield from (dw.MissingExtra, dw.NotFound, dw.NotOneReading, dw.RateNotFound, dw.ReadError)
    values: tuple[type[ValueError], ...] = (dw.InvalidValue, dw.EvidenceError, dw.LoadError, dw.ReadError, dw.CurrencyMismatch)
    lookups: tuple[type[LookupError], ...] = (dw.NotFound, dw.NotOneReading, dw.RateNotFound)
    yield from (kind for kind in (*values, *lookups) if issubclass(kind, dw.DealwatchError))
