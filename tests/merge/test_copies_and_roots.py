"""Repeating adds nothing: who knew it is counted once, however many outlets print it."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve
from hypothesis import assume, given, settings, strategies as st

from dealwatch import (
    Attribution,
    Bounds,
    DealType,
    Derivation,
    Link,
    Money,
    Quantity,
    Report,
    Role,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    Subject,
    Text,
    compare_dossiers,
)
from dealwatch.merge import Policy, resolve_deals

from .tales import ECHOES, Tale, ledger_of, tales

LONG = (
    "Ash Corp is in talks to buy Birch Ltd for 100 million euros, two people who know of the matter told the paper on Monday; "
    "the price may still change, and the boards of both firms are to meet next week in the old harbour town of Elmstadt."
)


def told(
    outlet: str, day: int, by: tuple[str, ...] = (), text: str = LONG, price: int = 100, status: Status = Status.IN_TALKS
) -> Tale:
    """The one deal, as an outlet tells it."""
    tale = Tale(text, outlet, day, 24 * day)
    deal = tale.deal("is in talks to buy", DealType.ACQUISITION, status, by)
    tale.claim(deal, "value", Money(Decimal(price), "EUR"), by)
    return tale


def sources(*tales: Tale) -> list[str]:
    """The roots of the only deal."""
    [deal] = resolve_deals(ledger_of(*tales)).deals
    return [str(root) for root in deal.roots]


def test_a_verbatim_copy_takes_the_sources_of_what_it_copies() -> None:
    """Also a copy of which half is cut, and each of forty."""
    first = told("Daily Leaf", 1)
    many = [told(f"Copier {number}", 2 + number % 3, text=LONG if number % 2 else f"By us. {LONG[:120]}") for number in range(40)]
    assert sources(first, *many) == ["Daily Leaf"]
    dossier = resolve_deals(ledger_of(first, *many))
    assert len(dossier.copies) == 40
    assert {copy.derivation for copy in dossier.copies} == {Derivation.VERBATIM}
    assert first.report.id in {copy.of for copy in dossier.copies}


def test_a_copy_that_asked_somebody_itself_adds_that_source() -> None:
    """Beside the story that it copies, an outlet may name one whom the story does not name; who is named in both is one."""
    story = told("Daily Leaf", 1, ("Oak Wire", "insiders"))
    asked = told("Evening Oak", 2, ("Oak Wire", "insiders"), text=f"{LONG} Its bank said so too.")
    asked.claim(Subject.quoted(asked.report, "deal", "is in talks to buy"), "status", Status.IN_TALKS, ("Cedar AG",))
    assert sources(story, asked) == ["insiders via Oak Wire", "Cedar AG via Evening Oak"]
    assert sources(story, told("Evening Oak", 2, ("Oak Wire", "two people"))) == ["insiders via Oak Wire"]


def test_a_copy_that_rounds_adds_no_source() -> None:
    """A copy's "about 102" is the 100 of what it copies."""
    copy = Tale(LONG, "Evening Oak", 2, 48)
    deal = copy.deal("is in talks to buy")
    copy.claim(deal, "value", Money(Decimal(102), "EUR"), bounds=Bounds(Decimal(95), Decimal(105)))
    [found] = resolve_deals(ledger_of(told("Daily Leaf", 1), copy)).deals
    assert found.value is not None
    assert [str(root) for root in found.value.roots] == ["Daily Leaf"]


def test_a_copys_copy_goes_back_to_the_first() -> None:
    """What only the first and the last of three say, the last has from the first."""
    more = (
        "Workers fear for the old mill by the river, whose roof was mended last spring after a storm that nobody there forgets."
    )
    first, middle = told("Daily Leaf", 1), Tale(f"{LONG} {more}", "Evening Oak", 2, 48)
    last = told("Morning Pine", 3, text=f"It is in talks to buy, as is known. {more}")
    middle.deal("is in talks to buy")
    dossier = resolve_deals(ledger_of(first, middle, last))
    chain = [tale.report.id for tale in (first, middle, last)]
    assert {copy.report_id: copy.of for copy in dossier.copies} == dict(zip(chain[1:], chain, strict=False))
    [found] = dossier.deals
    assert found.value is not None
    assert [str(root) for root in found.value.roots] == ["Daily Leaf"]


def test_two_who_say_the_same_in_their_own_words_are_two() -> None:
    """Plain agreement is no copy."""
    other = "Birch Ltd may soon belong to a rival: Ash Corp is in talks to buy it, and the sum of 100 million was named to us by a banker yesterday."
    assert sources(told("Daily Leaf", 1), told("Evening Oak", 2, text=other)) == ["Daily Leaf", "Evening Oak"]


def test_a_short_text_is_never_a_copy() -> None:
    """Two sources that give one number are two."""
    short = "Ash is in talks to buy Birch."
    assert len(sources(told("Daily Leaf", 1, text=short), told("Evening Oak", 2, text=short))) == 2


def test_a_newer_version_of_an_outlet_replaces_the_older_value() -> None:
    """A corrected rerun: 36 for 46; the older value stays as an alternative."""
    for tale in (told("Daily Leaf", 2, price=36), told("Daily Leaf", 1, text=f"CORRECTED. {LONG}", price=36)):
        dossier = resolve_deals(ledger_of(told("Daily Leaf", 1, price=46), tale))
        [deal] = dossier.deals
        assert deal.value is not None
        assert [copy.derivation for copy in dossier.copies] in ([Derivation.VERSION], [])
        if tale.report.day == tale.report.day.replace(day=2):  # type: ignore[union-attr]
            assert (deal.value.value, deal.value.rule.value) == (Money(Decimal(36), "EUR"), "later")
            assert [other.value for other in deal.value.alternatives] == [Money(Decimal(46), "EUR")]


def test_a_report_that_says_what_it_replaces_stands_before_it() -> None:
    """`Report(replaces=...)` is a version whatever the outlet and the words."""
    old = told("Daily Leaf", 1, price=46, text="Ash is in talks to buy Birch for 46.")
    tale = Tale("Ash is in talks to buy Birch for 36.", "Daily Leaf", 1, 24, replaces=old.report.id)
    deal = tale.deal("is in talks to buy")
    tale.claim(deal, "value", Money(Decimal(36), "EUR"))
    [found] = resolve_deals(ledger_of(old, tale)).deals
    assert found.value is not None
    assert (found.value.value, found.value.rule.value) == (Money(Decimal(36), "EUR"), "later")


def test_a_chain_that_stops_at_an_outlet_is_that_of_whom_it_heard() -> None:
    """So: "Oak Wire reported" and "insiders told Oak Wire" are one source; also Oak Wire's own report."""
    short = [f"Report {number}: is in talks to buy." for number in range(4)]
    assert sources(
        told("Daily Leaf", 1, ("Oak Wire", "insiders"), short[0]),
        told("Evening Oak", 2, ("Oak Wire",), short[1]),
        told("Oak Wire", 1, (), short[2]),
        told("Morning Pine", 3, ("Oak Wire", "two people"), short[3]),
    ) == ["insiders via Oak Wire"]


def test_the_outlets_own_voice_stands_behind_those_it_names() -> None:
    """A report that names a source for a value adds no voice of its own to it."""
    tale = told("Daily Leaf", 1, ("Oak Wire", "insiders"), "Ash is in talks to buy Birch.")
    deal = Subject.quoted(tale.report, "deal", "is in talks to buy")
    tale.claim(deal, "status", Status.IN_TALKS)
    assert sources(tale) == ["insiders via Oak Wire"]


def test_two_named_together_are_two_and_analysts_are_none() -> None:
    """So: "Ash Corp and Birch Ltd said" has two roots; "analysts said" none; "a separate source" is another than insiders."""
    both = told("Daily Leaf", 1, ("Ash Corp and Birch Ltd",), "It is in talks to buy, said both.")
    guess = told("Evening Oak", 1, ("analysts",), "It is in talks to buy, said analysts.")
    one = told("Evening Oak", 1, ("Oak Wire", "insiders"), "It is in talks to buy, they said.")
    other = told("Evening Oak", 1, ("Oak Wire", "a separate source"), "It is in talks to buy, it said.")
    assert sources(both, guess) == ["Ash Corp via Daily Leaf", "Birch Ltd via Daily Leaf"]
    assert len(sources(one, other)) == 2


def test_what_two_answered_together_each_of_them_answered() -> None:
    """And each stands under the name that its thing has: "Ash Corp", where it answered as "Ash"."""
    tale = told("Daily Leaf", 1, ("Ash Corp and Birch Ltd",), "It is in talks to buy, said both.")
    deal = Subject.quoted(tale.report, "deal", "is in talks to buy")
    tale.claim(deal, "answer", Stance.CONFIRMED, ("Ash and Birch Ltd",))
    for company in ("Ash Corp", "Ash"):
        tale.claim(Subject("company", "Ash Corp"), "names", Text(company))
    [found] = resolve_deals(ledger_of(tale)).deals
    assert [(answer.source.name, answer.stance) for answer in found.answers] == [
        ("Ash Corp", Stance.CONFIRMED),
        ("Birch Ltd", Stance.CONFIRMED),
    ]


def test_a_firm_with_two_names_in_its_name_is_one_source() -> None:
    """So "Ash & Birch", where a company of that name is known beside Ash and Birch; and who is not known is not split off."""
    tale = told("Daily Leaf", 1, ("Ash Corp & Birch Ltd",), "It is in talks to buy, said the firm.")
    tale.claim(Subject("company", "Ash Corp & Birch Ltd"), "headcount", Quantity(Decimal(9), "employees"))
    assert sources(tale) == ["Ash Corp & Birch Ltd via Daily Leaf"]
    assert sources(told("Daily Leaf", 1, ("Ash Corp and Elder SE",), "In talks: is in talks to buy.")) == [
        "Ash Corp and Elder SE via Daily Leaf"
    ]


def test_a_weight_counts_under_any_name_of_a_company() -> None:
    """A policy that prefers "Ash" prefers what "Ash Corp" says, whichever of the names is shown."""
    one = told("Daily Leaf", 1, ("Cedar AG",), "It is in talks to buy for 36.", price=36)
    one.claim(Subject("company", "Cedar AG"), "names", Text("Cedar Works"))
    others = [told(f"Leaf {number}", 2, (), f"It is in talks to buy, {number}.", price=46) for number in range(3)]
    [found] = resolve_deals(ledger_of(one, *others), Policy().preferring("Cedar Works")).deals
    assert found.value is not None
    assert found.value.value == Money(Decimal(36), "EUR")


def test_a_person_speaks_for_the_company_it_leads() -> None:
    """The chief executive and the company are one source."""
    tale = told("Daily Leaf", 1, ("Jo Fern",), "It is in talks to buy, said Fern of Ash.")
    tale.claim(Subject("company", "Ash Corp"), "ceo", Subject("person", "Jo Fern"))
    assert len(sources(tale, told("Evening Oak", 1, ("Ash Corp",), "It is in talks to buy, said Ash."))) == 1


def test_names_of_one_outlet_are_one_source() -> None:
    """In full, short, by its initials or its site; as relay, as origin, and as the outlet of a report."""
    names = ("The Wall Street Journal", "WSJ", "wsj.com")
    assert sources(
        *(told(f"Leaf {at}", 1, (name, "insiders"), f"It is in talks to buy, {at}.") for at, name in enumerate(names))
    ) == [f"insiders via {names[0]}"]
    own = told("WSJ", 1, (), "It is in talks to buy, we learn.")
    assert sources(own, told("Daily Leaf", 2, (names[0],), "It is in talks to buy, it said.")) == ["WSJ"]


def test_outlets_named_together_are_two_each_of_which_repeats_whom_it_heard() -> None:
    """Where both are known names of outlets; else the two words are one outlet's, since nothing tells."""
    both = told("Daily Leaf", 2, ("AP and WSJ",), "It is in talks to buy, both said.")
    heard = told("Evening Oak", 1, ("WSJ", "insiders"), "It is in talks to buy, they said.")
    assert sources(both) == ["AP via Daily Leaf", "WSJ via Daily Leaf"]
    assert set(sources(both, heard)) == {"AP via Daily Leaf", "insiders via WSJ"}
    assert sources(told("Daily Leaf", 2, ("WSJ and Oak Wire",), "It is in talks to buy.")) == ["WSJ and Oak Wire via Daily Leaf"]
    relayed = told("Daily Leaf", 2, ("AP and WSJ", "two people"), "It is in talks to buy, they told both.")
    assert sources(relayed, told("Evening Oak", 3, ("AP", "insiders"), "It is in talks to buy.")) == ["two people via AP"]


def test_who_only_repeats_is_no_source() -> None:
    """Media reports, rumours and speculation, in five languages; "a media source" is somebody."""
    insiders = told("Daily Leaf", 1, ("Oak Wire", "insiders"), "It is in talks to buy, they said.")
    for words in ECHOES:
        assert sources(insiders, told("Evening Oak", 2, (words,), "It is in talks to buy, one hears.")) == [
            "insiders via Oak Wire"
        ]
        assert sources(told("Evening Oak", 2, (words,), "It is in talks to buy, one hears.")) == []
    assert len(sources(insiders, told("Evening Oak", 2, ("a media source",), "It is in talks to buy, it said."))) == 2


def test_a_named_analyst_is_no_source_throughout_the_report_that_calls_him_one() -> None:
    """So "Oak Bank analyst Jo Fern said", then "Fern said"; in another report Jo Fern may be somebody else."""
    texts = ("In talks: is in talks to buy, said Oak Bank analyst Jo Fern.", "It is in talks to buy, said Jo Fern.")
    found = []
    for at, text in enumerate(texts):
        tale = Tale(text, f"Leaf {at}", 1)
        deal = tale.deal("is in talks to buy", by=())
        for words in ("Oak Bank analyst Jo Fern", "Jo Fern")[at:]:
            claim = tale.claim(deal, "value", Money(Decimal(100), "EUR"))
            link = Link(Source("Jo Fern", SourceKind.PERSON), tale.report.find(words))
            tale.entries[-1] = evolve(claim, attribution=Attribution(claim.attribution.outlet, (link,)))
        found.append(tale)
    for tales_told, known in ((found[:1], []), (found[1:], ["Jo Fern via Leaf 1"]), (found, ["Jo Fern via Leaf 1"])):
        [deal] = resolve_deals(ledger_of(*tales_told)).deals
        assert deal.value is not None
        assert [str(root) for root in deal.value.roots] == known


def test_a_report_that_nobody_names_is_that_which_the_text_names() -> None:
    """A headline's "report says", "the newspaper said"; where the text names none, it is somebody, whom its outlet's voice repeats."""
    for words in ("report", "the newspaper", "unnamed report"):
        tale = told("Daily Leaf", 1, (words,), "It is in talks to buy, says a report.")
        deal = Subject.quoted(tale.report, "deal", "is in talks to buy")
        tale.claim(deal, "status", Status.IN_TALKS)
        assert sources(tale) == [f"{words} via Daily Leaf"]
        for attribute, value in (("type", DealType.ACQUISITION), ("status", Status.IN_TALKS)):
            tale.claim(deal, attribute, value, ("Oak Wire", "insiders"))
        assert sources(tale) == ["insiders via Oak Wire"]


def test_a_paper_without_a_name_is_no_relay() -> None:
    """Whom "the newspaper" heard, in a report that names none, its outlet heard: two outlets' newspapers are two."""
    both = [told(outlet, 1, ("the newspaper", "insiders"), f"{outlet}: is in talks to buy.") for outlet in ("A", "B")]
    assert set(sources(*both)) == {"insiders via A", "insiders via B"}


def test_spellings_of_one_outlet_are_one() -> None:
    """So: "Elm Agency News" is "Elm Agency"."""
    one = told("Daily Leaf", 1, ("Elm Agency", "insiders"), "It is in talks to buy, 1.")
    other = told("Evening Oak", 1, ("Elm Agency News", "two people"), "It is in talks to buy, 2.")
    assert sources(one, other) in (["insiders via Elm Agency"], ["two people via Elm Agency News"])


def test_the_same_people_without_their_relay_in_one_report_are_the_same() -> None:
    """A post below an article that leaves the relay out adds no source."""
    tale = told("Daily Leaf", 1, ("Oak Wire", "two people"), "It is in talks to buy.")
    tale.claim(Subject.quoted(tale.report, "deal", "is in talks to buy"), "status", Status.IN_TALKS, ("two people",))
    assert sources(tale) == ["two people via Oak Wire"]


@given(
    st.lists(tales(), min_size=1, max_size=3),
    st.integers(0, 2),
    st.integers(1, 4),
    st.sampled_from(["verbatim", "citing"]),
)
@settings(max_examples=60)
def test_copies_change_no_winner_no_root_no_relay_no_date(told: list[Tale], pick: int, count: int, manner: str) -> None:
    """Law 11, for a long text told again word for word, or with the outlet named that is copied."""
    base = [
        _retold(tale, f"Leaf {number}", f"{tale.report.text} {' '.join(f'word{number}{at}' for at in range(40))}", number)
        for number, tale in enumerate(told)
    ]
    original = base[pick % len(base)]
    copies = [_copied(original, f"Copier {number}", 40 + number, manner) for number in range(count)]
    for tale in base:  # one party alone is never joined, and which of two deals of the same two is meant is not certain
        pairs = [{party.company.id for party in deal.parties} for deal in resolve_deals(ledger_of(tale)).deals]
        assume(all(len(pair) == 2 for pair in pairs) and not (len(pairs) == 2 and pairs[0] == pairs[1]))
    before, after = resolve_deals(ledger_of(*base)), resolve_deals(ledger_of(*base, *copies))
    assert compare_dossiers(before, after) == ()
    assert {deal.id: _shape(deal) for deal in before.deals} == {deal.id: _shape(deal) for deal in after.deals}


def _shape(deal: object) -> object:
    return (
        len(deal.roots),  # type: ignore[attr-defined]
        [(str(event.period), event.status) for event in deal.timeline],  # type: ignore[attr-defined]
        [
            (found.attribute, found.value, found.rule, len(found.roots), found.known_since, found.why)
            for found in deal.facts.resolutions
        ]  # type: ignore[attr-defined]
        if all(found.rule.value != "only_value" for found in deal.facts.resolutions)  # type: ignore[attr-defined]
        else [
            (found.attribute, found.value, found.rule, len(found.roots), found.known_since) for found in deal.facts.resolutions
        ],  # type: ignore[attr-defined]
    )


def _retold(tale: Tale, outlet: str, text: str, day: int) -> Tale:
    new = Tale(text, outlet, 1 + day, 24 * day)
    for claim in tale.entries[1:]:
        if claim.attribute != "names":  # type: ignore[union-attr]
            _repeat(claim, new, tuple(link.source.name for link in claim.attribution.links))  # type: ignore[union-attr]
    return new


def _copied(original: Tale, outlet: str, day: int, manner: str) -> Tale:
    text = original.report.text if manner == "verbatim" else f"{original.report.outlet} told of one deal, another deal: {day}."
    new = Tale(text, outlet, day, 24 * day)
    if manner == "citing":
        text = f"One deal, another deal, told {outlet}."
        new = Tale(text, outlet, day, 24 * day)
    for claim in original.entries[1:]:
        chain = tuple(link.source.name for link in claim.attribution.links)  # type: ignore[union-attr]
        _repeat(claim, new, chain if manner == "verbatim" else ("OUTLET", original.report.outlet or "", *chain))
    return new


def _repeat(claim: object, new: Tale, chain: tuple[str, ...]) -> None:
    subject = claim.subject  # type: ignore[attr-defined]
    if subject.evidence is not None:
        words = subject.name if subject.name in new.report.text else subject.name.capitalize()
        subject = Subject(subject.kind, words, new.report.find(words))
    evidence = new.report.evidence(0, len(new.report.text))
    attribution = new.chain(chain)
    if chain[:1] == ("OUTLET",):
        links = (Link(Source(chain[1], SourceKind.OUTLET)), *new.chain(chain[2:]).links)
        attribution = Attribution(new.chain(()).outlet, links)
    new.entries.append(
        evolve(claim, subject=subject, evidence=evidence, raw_span=Span(0, len(new.report.text)), attribution=attribution)  # type: ignore[arg-type]
    )


def test_forty_rewrites_add_no_source() -> None:
    """Other words, another order, cuts: whoever names the relay, or the people, knows no more than they do."""
    verbs = ("says", "reports", "writes", "has learnt")
    openings = ("Ash Corp", "The buyer", "Elmstadt's Ash", "The group")
    tales = [told("Daily Leaf", 1, ("Oak Wire", "insiders"), "Ash Corp is in talks to buy Birch Ltd, insiders told Oak Wire.")]
    for number in range(40):
        text = f"{openings[number % 4]} is in talks to buy a rival, Oak Wire {verbs[number // 4 % 4]} ({number})."
        tales.append(
            told(f"Rewriter {number}", 2 + number % 5, ("Oak Wire",) if number % 2 else ("Oak Wire", "two people"), text)
        )
    assert len(sources(*tales)) == 1
    independent = told(
        "Evening Oak", 3, ("Elm Agency", "two people"), "Birch Ltd: a banker and a lawyer say Ash is in talks to buy it."
    )
    assert len(sources(*tales, independent)) == 2


def test_weights_enter_in_the_count_of_roots() -> None:
    """A preferred source stands against any number; a weight of nothing silences."""
    three = [told(outlet, 1, text=f"{outlet}: is in talks to buy.", price=100) for outlet in ("A", "B", "C")]
    one = told("D", 1, text="D: is in talks to buy.", price=120)
    [deal] = resolve_deals(ledger_of(*three, one)).deals
    assert deal.value is not None
    assert deal.value.value == Money(Decimal(100), "EUR")
    [deal] = resolve_deals(ledger_of(*three, one), Policy().preferring("D")).deals
    assert deal.value is not None
    assert (deal.value.value, deal.value.rule.value) == (Money(Decimal(120), "EUR"), "more_roots")


def test_more_relays_decide_what_one_source_said() -> None:
    """Ash said it to three papers: two have 7, one has 17."""
    found = []
    for outlet, number in (("A", 7), ("B", 7), ("C", 17)):
        tale = Tale(f"{outlet}: Ash said it would close {number} plants.", outlet)
        tale.claim(Subject("company", "Ash Corp"), "plant_closures", Quantity(Decimal(number), "plants"), ("Ash Corp",))
        found.append(tale)
    resolution = resolve_deals(ledger_of(*found)).fact("Ash Corp", "plant_closures")
    assert resolution is not None
    assert (resolution.value, resolution.rule.value) == (Quantity(Decimal(7), "plants"), "more_relays")


def test_the_bank_that_advises_the_only_party_tells_which_deal_is_meant() -> None:
    """Two reports of a purchase of what neither names are one deal by the buyer's adviser, and two by two advisers."""
    first, same, other = (Tale(f"{outlet}: Ash Corp will buy a rival.", outlet, day) for day, outlet in enumerate("ABC", 1))
    for tale, bank in ((first, "Oak Bank"), (same, "Oak Bank"), (other, "Elm Bank")):
        tale.deal("will buy", parties=((Role.ACQUIRER, "Ash Corp"), (Role.ADVISOR, bank)))
    assert len(resolve_deals(ledger_of(first, same)).deals) == 1
    assert len(resolve_deals(ledger_of(first, other)).deals) == 2


def test_roles_and_reports_are_what_they_were() -> None:
    """A copy joins no deals: other parties stay another deal."""
    other = Tale(LONG, "Evening Oak", 1)
    other.deal("is in talks to buy", parties=((Role.ACQUIRER, "Cedar AG"), (Role.TARGET, "Dogwood")))
    assert len(resolve_deals(ledger_of(told("Daily Leaf", 1), other)).deals) == 2
    assert isinstance(other.report, Report)
