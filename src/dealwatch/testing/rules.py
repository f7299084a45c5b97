"""What an extractor must hold: one function a rule, each giving a sentence for everything that breaks it.

A rule sees what the extractor does to one report. The names are stable: tests and documentation cite them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from time import process_time
from types import MappingProxyType
from typing import Final, TypeAlias

from attrs import evolve, field, frozen

from dealwatch.domain.canonical import content_id
from dealwatch.domain.claim import Claim
from dealwatch.domain.dates import Period
from dealwatch.domain.money import Money
from dealwatch.domain.quantity import Quantity
from dealwatch.domain.report import Report
from dealwatch.domain.subject import Subject
from dealwatch.domain.values import Text
from dealwatch.domain.words import Mood, SubjectKind
from dealwatch.extract.plugins import Extractor
from dealwatch.normalize.context import Context
from dealwatch.normalize.dates import read_date
from dealwatch.normalize.money import find_money, read_money
from dealwatch.normalize.quantity import find_quantities, read_quantity
from dealwatch.testing.corpus import variants

MAX_CLAIMS: Final = 5_000
"""More claims than this of a short report are taken for claims without end."""
MAX_QUOTE: Final = 1_000
"""A quote longer than this proves nothing that a reader could check."""


@frozen
class Trial:
    """An extractor, what is known of it, and the other reports that it meets.

    `attributes`: the names that its claims may have, None for any. `deterministic` False: it may answer differently each time.
    """

    extractor: Extractor
    attributes: frozenset[str] | None = None
    deterministic: bool = True
    others: tuple[Report, ...] = ()
    context: Context | None = None
    _seen: dict[str, tuple[list[object], Exception | None]] = field(factory=dict, eq=False, hash=False)

    def context_of(self, report: Report) -> Context:
        """The context in which a report is read."""
        return self.context or Context.of(report)

    def run(self, report: Report) -> tuple[list[object], Exception | None]:
        """Run the extractor: what it returned, up to MAX_CLAIMS, and what it raised."""
        returned: list[object] = []
        try:
            for claim in self.extractor(report, self.context_of(report)):
                returned.append(claim)
                if len(returned) > MAX_CLAIMS:
                    break
        except Exception as error:  # a rule of its own says so
            return returned, error
        return returned, None

    def returned(self, report: Report) -> list[object]:
        """What it returned of a report, run once."""
        if report.id not in self._seen:
            self._seen[report.id] = self.run(report)
        return self._seen[report.id][0]

    def raised(self, report: Report) -> Exception | None:
        """What it raised on a report, if anything."""
        self.returned(report)
        return self._seen[report.id][1]

    def claims(self, report: Report) -> list[Claim]:
        """The claims among what it returned."""
        return [claim for claim in self.returned(report) if isinstance(claim, Claim)]

    def sound(self, report: Report) -> list[Claim]:
        """The claims whose evidence stands in the report."""
        return [claim for claim in self.claims(report) if all(map(report.proves, claim.all_evidence))]


Rule: TypeAlias = Callable[[Trial, Report], Iterable[str]]


def _raises_nothing(trial: Trial, report: Report) -> Iterator[str]:
    if error := trial.raised(report):
        yield f"it raised {type(error).__name__}: {error}"


def _returns_claims(trial: Trial, report: Report) -> Iterator[str]:
    for returned in trial.returned(report):
        if not isinstance(returned, Claim):
            yield f"it returned a {type(returned).__name__} ({returned!r:.60}) where a Claim belongs"


def _comes_to_an_end(trial: Trial, report: Report) -> Iterator[str]:
    if len(trial.returned(report)) > MAX_CLAIMS:
        yield f"it made more than {MAX_CLAIMS:,} claims of {len(report.text)} code points"


def _quotes_stand(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.claims(report):
        for evidence in claim.all_evidence:
            if evidence.report_id != report.id:
                yield f"the claim on {claim.attribute} cites another report, {evidence.report_id}"
            elif not report.proves(evidence):
                stands = evidence.span.of(report.text)
                yield f"at {evidence.span} it quotes {evidence.quote!r:.70}, but there stands {stands!r:.70}"


def _holds_in_every_script(trial: Trial, report: Report) -> Iterator[str]:
    for variant in variants(report)[2:]:
        if error := trial.raised(variant):
            yield f"behind characters outside ASCII it raised {type(error).__name__}: {error}"
        yield from _quotes_stand(trial, variant)


def _holds_with_crlf(trial: Trial, report: Report) -> Iterator[str]:
    variant = variants(report)[1]
    if error := trial.raised(variant):
        yield f"with Windows line ends it raised {type(error).__name__}: {error}"
    yield from _quotes_stand(trial, variant)


def _is_deterministic(trial: Trial, report: Report) -> Iterator[str]:
    if trial.deterministic and any(_ids(trial.run(report)[0]) != _ids(trial.returned(report)) for _ in range(3)):
        yield "a second run on the same report gave other claims, or another order"


def _does_not_depend_on_order(trial: Trial, report: Report) -> Iterator[str]:
    if not trial.deterministic:
        return
    before = set(_ids(trial.returned(report)))
    for other in trial.others:
        trial.run(other)
    if before != set(_ids(trial.run(report)[0])):
        yield "after it had read other reports it made other claims of this one"


def _changes_nothing(trial: Trial, report: Report) -> Iterator[str]:
    context = trial.context_of(report)
    copy, copied = evolve(report), evolve(context)
    try:
        for _, _claim in zip(range(MAX_CLAIMS), trial.extractor(copy, copied), strict=False):
            pass
    except Exception:  # the rule raises_nothing has it
        return
    if copy != report or content_id("report", copy) != report.id:
        yield "it changed the report that it was given"
    if copied != context:
        yield "it changed the context that it was given"


def _values_stand_in_their_quotes(trial: Trial, report: Report) -> Iterator[str]:
    context = trial.context_of(report)
    for claim in trial.sound(report):
        if not _can_be_read(claim, report, context):
            yield f"the value {claim.value} of {claim.attribute} cannot be read from {claim.raw!r:.70}"


def _can_be_read(claim: Claim, report: Report, context: Context) -> bool:
    words = claim.evidence.quote
    match claim.value:
        case Money() as money:
            found = [*read_money(claim.raw, context).candidates, *_candidates(find_money(words, context))]
            return any(abs(money.amount) == abs(one.amount) for one in found if isinstance(one, Money))
        case Quantity() as quantity:
            found = [*read_quantity(claim.raw, context).candidates, *_candidates(find_quantities(words, context))]
            digits = "".join(c for c in claim.raw if c.isdigit())
            amount = f"{abs(quantity.amount).normalize():f}"
            same = any(abs(quantity.amount) == abs(one.amount) for one in found if isinstance(one, Quantity))
            return same or (bool(digits) and digits.strip("0") in amount)
        case Period() as period:
            return period in read_date(claim.raw, context).candidates or str(period.first or period.last or 0)[:4] in words
        case Subject() as subject:
            return _named(subject.name, report)
        case Text() as text:
            return set(text.folded) <= set(Text(report.text).folded)
        case _:
            return True


def _candidates(mentions: Iterable[object]) -> list[object]:
    return [one for mention in mentions for one in mention.reading.candidates]  # type: ignore[attr-defined]


def _named(name: str, report: Report) -> bool:
    return set(Text(name).folded) <= set(Text(report.text).folded)


def _subjects_stand_in_the_report(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.sound(report):
        if claim.subject.kind is not SubjectKind.DEAL and not _named(claim.subject.name, report):
            yield f"the {claim.subject.kind} {claim.subject.name!r} is not named in the report"


def _keeps_to_its_attributes(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.claims(report):
        if trial.attributes is not None and claim.attribute not in trial.attributes:
            yield f"it claims {claim.attribute!r}, which is not among its attributes {', '.join(sorted(trial.attributes))}"


def _bounds_reach_the_value(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.sound(report):
        if claim.bounds is None or not isinstance(claim.value, Money | Quantity):
            continue
        if not evolve(claim.bounds, low_closed=True, high_closed=True).holds(claim.value.amount):
            yield f"the bounds {claim.bounds} do not reach the value {claim.value} of {claim.attribute}"


def _chains_are_well_formed(trial: Trial, report: Report) -> Iterator[str]:
    authors = {section.author for section in report.sections}
    for claim in trial.sound(report):
        outlet = claim.attribution.outlet.name
        if outlet != report.name and outlet not in authors and not _named(outlet, report):
            yield f"the chain begins with {outlet!r}; the report is of {report.name!r}"
        for link in claim.attribution.links:
            if not _named(link.source.name, report):
                yield f"the source {link.source.name!r} is not named in the report"


def _modality_is_well_formed(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.sound(report):
        if claim.modality.condition is not None and claim.modality.mood is not Mood.CONDITIONAL:
            yield f"the claim on {claim.attribute} has a condition, but its mood is {claim.modality.mood}"
        if claim.modality.is_negative and claim.modality.cue is None:
            yield f"the claim on {claim.attribute} says that it is not so, and no cue shows the words that deny it"


def _quotes_are_short(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.sound(report):
        if len(claim.evidence.quote) > MAX_QUOTE:
            yield f"a quote of {len(claim.evidence.quote):,} code points proves nothing that a reader could check"
        elif "\n\n" in claim.evidence.quote.strip():
            yield f"a quote runs over paragraphs: {claim.evidence.quote!r:.70}"


def _says_nothing_twice(trial: Trial, report: Report) -> Iterator[str]:
    ids = _ids(trial.returned(report))
    for claim in trial.claims(report):
        if ids.count(claim.id) > 1:
            yield f"it made the claim on {claim.attribute} at {claim.evidence.span} {ids.count(claim.id)} times"
            return


def _leaves_its_name_to_the_runner(trial: Trial, report: Report) -> Iterator[str]:
    for claim in trial.claims(report):
        if claim.extractor:
            yield f"it signed a claim as {claim.extractor!r}; the runner does that, by the name under which it is run"
            return


def _says_nothing_of_nothing(trial: Trial, report: Report) -> Iterator[str]:
    if not any(c.isalnum() for c in report.text) and trial.claims(report):
        yield f"it made {len(trial.claims(report))} claims of a text without a word"


def _takes_linear_time(trial: Trial, report: Report) -> Iterator[str]:
    """Twice the text takes at most some three and a half times as long, where it takes long enough to be measured."""
    if len(report.text) < 20:
        return
    for copies in (15, 30, 60, 120, 240):
        longer, half = (evolve(report, text=f"{report.text} \n\n" * count) for count in (copies, copies // 2))
        spent = _seconds(trial, longer)
        if spent > 0.2:
            ratio = _least(trial, longer) / max(_least(trial, half), 1e-3)
            if ratio > 3.2:
                yield f"twice the text takes {ratio:.1f} times as long ({spent:.2f} s for {len(longer.text):,} code points)"
            return


def _least(trial: Trial, report: Report) -> float:
    """The CPU seconds of the best of three runs: what other work on the machine adds is not the extractor's."""
    return min(_seconds(trial, report) for _ in range(3))


def _seconds(trial: Trial, report: Report) -> float:
    begun = process_time()
    trial.run(report)
    return process_time() - begun


def _ids(returned: Iterable[object]) -> list[str]:
    return [claim.id if isinstance(claim, Claim) else repr(type(claim)) for claim in returned]


RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "raises_nothing": _raises_nothing,
        "returns_claims": _returns_claims,
        "comes_to_an_end": _comes_to_an_end,
        "quotes_stand": _quotes_stand,
        "holds_in_every_script": _holds_in_every_script,
        "holds_with_crlf": _holds_with_crlf,
        "is_deterministic": _is_deterministic,
        "does_not_depend_on_order": _does_not_depend_on_order,
        "changes_nothing": _changes_nothing,
        "values_stand_in_their_quotes": _values_stand_in_their_quotes,
        "subjects_stand_in_the_report": _subjects_stand_in_the_report,
        "keeps_to_its_attributes": _keeps_to_its_attributes,
        "bounds_reach_the_value": _bounds_reach_the_value,
        "chains_are_well_formed": _chains_are_well_formed,
        "modality_is_well_formed": _modality_is_well_formed,
        "quotes_are_short": _quotes_are_short,
        "says_nothing_twice": _says_nothing_twice,
        "leaves_its_name_to_the_runner": _leaves_its_name_to_the_runner,
        "says_nothing_of_nothing": _says_nothing_of_nothing,
        "takes_linear_time": _takes_linear_time,
    }
)
"""Every rule by its name."""
