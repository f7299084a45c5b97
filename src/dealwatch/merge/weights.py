"""Weights of sources, learnt from a large ledger of bare statements: outside the merge, and given to it through a Policy.

Learning looks at the whole ledger, so one more report can change every weight. The merge itself stays local: for any fixed
weights all its laws hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from dealwatch.domain.claim import Claim
from dealwatch.domain.ledger import Ledger
from dealwatch.domain.values import Text, Value
from dealwatch.merge.census import Census, take_census
from dealwatch.merge.identity import Identities, identify
from dealwatch.merge.roots import Chains, RootKey
from dealwatch.merge.twins import find_twins

ROUNDS: Final = 20
"""Rounds in which trust and belief feed each other; the order of sources is settled long before."""

GROWTH: Final = 1.4
"""How much more than in proportion belief grows with support: the exponent of Pasternack and Roth, COLING 2010."""

LEVELS: Final = 8
"""Weights are told in so many levels: finer differences of trust mean nothing."""

ENOUGH: Final = 20
"""Contested things that a source must have spoken of; below it stands with the average."""


def learn_weights(ledger: Ledger) -> Mapping[str, Decimal]:
    """Return the weight of each outlet that speaks for itself, for `Policy(weights=...)`.

    Trust and belief are found together (pooled investment): a source shares its trust among its statements, a statement is
    believed as it is trusted against its rivals, and a source earns trust by what is believed. Outlets that say the same in
    everything are one. Time and memory grow linearly with the claims.

    >>> learn_weights(Ledger())
    {}
    """
    reports = {report.id: report for report in ledger.reports}
    census = take_census(reports, ledger.claims)
    things = identify(census, ledger.decisions)
    chains = Chains(things, {})
    said, names = _statements(census, things, chains)
    shares = _credibility(said)
    known = [share for share, count in shares.values() if count >= ENOUGH]
    average = sum(known) / len(known) if known else 0.5
    found: dict[str, Decimal] = {}
    for name, key in sorted(names.items()):
        share, count = shares.get(key, (average, 0))
        level = round(LEVELS * (share if count >= ENOUGH else average))
        found[name] = Decimal(max(level, 1)) / LEVELS
    return found


Statements = Mapping[tuple[object, str], Mapping[object, list[RootKey]]]
"""Who says which value, by thing and attribute."""


def _statements(census: Census, things: Identities, chains: Chains) -> tuple[Statements, dict[str, RootKey]]:
    chains.take(find_twins(census, things, chains.own_voice))
    said: dict[tuple[object, str], dict[object, list[RootKey]]] = {}
    names: dict[str, RootKey] = {}
    for claim, subject, value in zip(census.claims, census.subjects, census.values, strict=True):
        key = chains.own_voice(claim)
        about = things.entity_of.get(subject)
        if key is None or about is None or claim.modality.is_negative:
            continue
        names[claim.attribution.outlet.name] = key
        shown = None if value is None else things.entity_of.get(value)
        sources = said.setdefault((about, claim.attribute), {}).setdefault(_value(claim, shown), [])
        if key not in sources:
            sources.append(key)
    return said, names


def _value(claim: Claim, thing: int | None) -> object:
    value: Value = claim.value
    return thing if thing is not None else value.folded or value if isinstance(value, Text) else value


def _credibility(said: Statements) -> dict[RootKey, tuple[float, int]]:
    """Return for each source the share of belief that its contested statements get, and how many those are."""
    contested = [list(values.values()) for values in said.values() if len(values) > 1]
    count: dict[RootKey, int] = {}
    for values in contested:
        for keys in values:
            for key in keys:
                count[key] = count.get(key, 0) + 1
    trust = dict.fromkeys(count, 1.0)
    share: dict[RootKey, float] = {}
    for _ in range(ROUNDS):
        earned = dict.fromkeys(count, 0.0)
        share = dict.fromkeys(count, 0.0)
        for values in contested:
            invested = [sum(trust[key] / count[key] for key in keys) for keys in values]
            grown = [each**GROWTH for each in invested]
            whole = sum(grown) or 1.0
            for keys, own, large in zip(values, invested, grown, strict=True):
                belief = own * large / whole
                for key in keys:
                    earned[key] += belief * (trust[key] / count[key]) / (own or 1.0)
                    share[key] += large / whole
        most = max(earned.values(), default=1.0) or 1.0
        trust = {key: each / most for key, each in earned.items()}
    return {key: (share[key] / count[key], count[key]) for key in count}
