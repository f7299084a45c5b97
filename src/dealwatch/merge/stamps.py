"""All that an answer on some claims depends on, written down so that it can be told whether anything has changed.

Beside the claims themselves: who is known to have said them, which things they mean, and what their reports derive from.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from dealwatch.domain.claim import Claim
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Value
from dealwatch.merge.contest import Setting
from dealwatch.merge.identity import Identities
from dealwatch.merge.memory import Recall
from dealwatch.merge.roots import Chain


class Stamps:
    """Writes the stamps of one ledger's claims."""

    def __init__(self, setting: Setting, things: Identities, recall: Recall) -> None:
        self._setting = setting
        self._things = things
        self._recall = recall
        self._chains: dict[int, Hashable] = {}
        self._reports: dict[str, Hashable] = {}

    def of(self, claims: Iterable[Claim]) -> Hashable:
        """Return the stamp of some claims, in their order."""
        return tuple([(claim.id, self._said_by(claim), self.meant(claim.value), self._told_in(claim)) for claim in claims])

    def meant(self, value: Value) -> str | None:
        """Return the id of the thing that a value means."""
        number = self._setting.thing_of(value) if isinstance(value, Subject) else None
        return None if number is None else self._things.entities[number].id

    def _said_by(self, claim: Claim) -> Hashable:
        """The chain of a claim, and where sources are weighed the names by which they are."""
        chain = self._setting.chains.of(claim.attribution)
        found = self._chains.get(id(chain))
        if found is None:
            found = self._chains[id(chain)] = self._kept(chain)
        return found

    def _kept(self, chain: Chain) -> Hashable:
        key = "chain", chain, tuple(self._setting.chains.names_of(key) for key in chain.keys if self._setting.policy.weights)
        return self._recall(key, lambda: key)  # one object for equal chains: then comparing stamps costs nothing

    def _told_in(self, claim: Claim) -> Hashable:
        """When the report of a claim was seen, whether it is replaced, and the reports that it copies, each from the next."""
        report_id = claim.evidence.report_id
        found = self._reports.get(report_id)
        if found is None:
            copies, original = [], self._setting.copies.get(report_id)
            while original is not None:
                copies.append(original)
                original = self._setting.copies.get(original)
            observed = self._setting.reports[report_id].observed_at
            found = self._reports[report_id] = (observed, report_id in self._setting.replaced, *copies)
        return found
