"""The strategy of every class of the domain, and how Hypothesis is told of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from dealwatch.domain import deal as deals
from dealwatch.domain.attributes import ATTRIBUTES, Attribute
from dealwatch.domain.attribution import Attribution, Link, Root, Source
from dealwatch.domain.bounds import Bounds
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.ledger import Decision, Failure, Ledger, Override, Withdrawal
from dealwatch.domain.modality import Modality
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.reading import Mention, Reading
from dealwatch.domain.report import Evidence, Report, Section, Span
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text, Undisclosed
from dealwatch.testing.strategies import dossier, ledger, values

STRATEGIES: Final[dict[type[Any], Callable[[], SearchStrategy[Any]]]] = {
    Money: values.money,
    Quantity: values.quantities,
    Period: values.periods,
    Text: values.some_words,
    Subject: values.subjects,
    Undisclosed: lambda: st.just(Undisclosed()),
    Bounds: values.bounds,
    Span: values.spans,
    Evidence: values.evidence,
    Reading: values.readings,
    Mention: values.mentions,
    Section: ledger.sections,
    Report: ledger.reports,
    Source: ledger.sources,
    Link: ledger.links,
    Attribution: ledger.attributions,
    Modality: ledger.modalities,
    Claim: ledger.claims,
    Decision: ledger.decisions,
    Override: ledger.overrides,
    Withdrawal: ledger.withdrawals,
    Failure: ledger.failures,
    Ledger: ledger.ledgers,
    Attribute: lambda: st.sampled_from(sorted(ATTRIBUTES.values(), key=str)),
    Root: dossier.roots,
    deals.Alternative: dossier.alternatives,
    deals.Resolution: dossier.resolutions,
    deals.Facts: dossier.facts,
    deals.Thing: dossier.things,
    deals.Company: dossier.companies,
    deals.Plant: dossier.plants,
    deals.Party: dossier.parties,
    deals.Event: dossier.events,
    deals.Answer: dossier.answers,
    deals.Side: dossier.sides,
    deals.Contradiction: dossier.contradictions,
    deals.Reconciliation: dossier.reconciliations,
    deals.Copy: dossier.copies,
    deals.Deal: dossier.some_deals,
    deals.Dossier: dossier.dossiers,
    deals.Change: dossier.changes,
}
"""The strategy of every class of the domain that is not a plain enumeration."""


def register_all() -> None:
    """Tell Hypothesis the strategy of every domain type.

    A `Reading[Money]` or `Mention[Period]` draws its candidates from the type it is given.
    """
    for kind, make in STRATEGIES.items():
        st.register_type_strategy(kind, partial(_resolved, make))


def _resolved(make: Callable[..., SearchStrategy[Any]], kind: Any) -> SearchStrategy[Any]:
    """The strategy of a type, made when it is first asked for."""
    parameters = getattr(kind, "__args__", ())
    return make(st.from_type(parameters[0])) if parameters else make()
