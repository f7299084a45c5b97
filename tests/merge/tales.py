"""Made-up reports with their claims, and a strategy of small ledgers of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from dealwatch import (
    Attribution,
    Bounds,
    Certainty,
    Claim,
    DealType,
    Entry,
    Ledger,
    Link,
    Modality,
    Money,
    Period,
    Polarity,
    Quantity,
    Report,
    Role,
    Source,
    SourceKind,
    Stance,
    Status,
    Subject,
    Text,
    Value,
)

START = datetime(2025, 7, 1, tzinfo=UTC)
WIRES = (
    "Oak Wire",
    "Elm Agency",
    "Elm Agency News",
    "The Wall Street Journal",
    "WSJ",
    "wsj.com",
    "the newspaper",
    "Reuters",
    "AP and WSJ",
    "WSJ and Oak Wire",
)
SOMEBODY = ("insiders", "two people", "a separate source", "a media source", "unnamed report")
ECHOES = ("media reports", "market rumours", "speculation", "Medienberichte", "la presse", "rumores", "indiscrezioni")
ANONYMOUS = ("analysts", *SOMEBODY, *ECHOES)
PEOPLE = ("Ms Fern", "Jo Fern")


def source(name: str) -> Source:
    """A source whose kind is that of its name."""
    if name in WIRES:
        return Source(name, SourceKind.AGENCY)
    if name in ANONYMOUS:
        return Source(name, SourceKind.ANONYMOUS)
    if name == "report":
        return Source(name, SourceKind.DOCUMENT)
    return Source(name, SourceKind.PERSON if name in PEOPLE else SourceKind.COMPANY)


class Tale:
    """A report, and the claims that it makes; each claim's quote is the whole text or a part of it."""

    def __init__(
        self, text: str, outlet: str | None = "Daily Leaf", day: int | None = 1, observed: int | None = None, **more: object
    ):
        published = None if day is None else date(2025, 7, 1) + timedelta(days=day - 1)
        seen = None if observed is None else START + timedelta(hours=observed)
        self.report = Report(text=text, outlet=outlet, published=published, observed_at=seen, **more)  # type: ignore[arg-type]
        self.entries: list[Entry] = [self.report]

    def chain(self, names: Sequence[str], said_on: Period | None = None) -> Attribution:
        """The attribution to sources, outermost first."""
        own = Attribution.own_voice(self.report).outlet
        last = len(names) - 1
        return Attribution(own, tuple(Link(source(name), None, said_on if at == last else None) for at, name in enumerate(names)))

    def claim(
        self,
        subject: Subject,
        attribute: str,
        value: Value,
        by: Sequence[str] = (),
        *,
        quote: str | None = None,
        bounds: Bounds | None = None,
        valid: Period | None = None,
        conversion: Money | None = None,
        said: bool = True,
        certainty: Certainty = Certainty.CERTAIN,
        said_on: Period | None = None,
        extractor: str = "made-up",
    ) -> Claim:
        """Make one claim and keep it."""
        polarity = Polarity.POSITIVE if said else Polarity.NEGATIVE
        claim = Claim.from_quote(
            self.report,
            quote=quote or self.report.text,
            subject=subject,
            attribute=attribute,
            value=value,
            attribution=self.chain(by, said_on),
            modality=Modality(certainty=certainty, polarity=polarity),
            bounds=bounds,
            valid=valid,
            conversion=conversion,
            extractor=extractor,
        )
        self.entries.append(claim)
        return claim

    def deal(
        self,
        words: str,
        kind: DealType = DealType.ACQUISITION,
        status: Status | None = Status.IN_TALKS,
        by: Sequence[str] = (),
        parties: Mapping[Role, str] | Sequence[tuple[Role, str]] = ((Role.ACQUIRER, "Ash Corp"), (Role.TARGET, "Birch Ltd")),
        **more: object,
    ) -> Subject:
        """Tell of a deal: its type, status and parties; `words` are its mention in the text."""
        deal = Subject.quoted(self.report, "deal", words)
        self.claim(deal, "type", kind, by)
        if status is not None:
            self.claim(deal, "status", status, by, **more)  # type: ignore[arg-type]
        for role, name in parties.items() if isinstance(parties, Mapping) else parties:
            self.claim(deal, role.value, Subject("company", name))
        return deal


def ledger_of(*tales: Tale) -> Ledger:
    """The ledger of some tales."""
    return Ledger.of(entry for tale in tales for entry in tale.entries)


COMPANIES = ("Ash Corp", "Ash", "Birch Ltd", "Birch Chemicals", "Cedar AG", "Dogwood")
chains = st.sampled_from(
    [
        (),
        ("Oak Wire",),
        ("Oak Wire", "insiders"),
        ("Elm Agency", "two people"),
        ("Ash Corp",),
        ("Oak Wire", "Ash"),
        ("Ms Fern",),
        ("analysts",),
    ]
)
amounts = st.sampled_from([100, 120, 15_000, 20_000])
assets = st.sampled_from([Subject("plant", "Elbe plant"), Subject("plant", "Main works"), Subject("other", "the mill business")])
bounds = st.sampled_from([None, None, Bounds(Decimal(90), Decimal(130)), Bounds(None, Decimal(16_000), high_closed=False)])


@st.composite
def tales(draw: st.DrawFn) -> Tale:
    """A report of one or two deals and some facts."""
    number = draw(st.integers(0, 99))
    outlet = draw(st.sampled_from([None, "Daily Leaf", "Evening Oak", "Oak Wire"]))
    day = draw(st.none() | st.integers(1, 4))
    observed = draw(st.none() | st.integers(0, 96))
    tale = Tale(f"One deal is told, and another deal, in report {number}.", outlet, day, observed)
    for words in ("One deal", "another deal")[: draw(st.integers(0, 2))]:
        first, second = draw(st.permutations(COMPANIES))[:2]
        kind = draw(st.sampled_from([DealType.ACQUISITION, DealType.STAKE, DealType.MERGER, DealType.SUPPLY]))
        roles = (Role.ACQUIRER, Role.TARGET) if kind.family == "buying" else (Role.PARTNER, Role.PARTNER)
        deal = tale.deal(
            words,
            kind,
            draw(st.sampled_from([None, Status.IN_TALKS, Status.AGREED, Status.TERMINATED])),
            draw(chains),
            tuple(zip(roles, (first, second), strict=True)),
            said=draw(st.booleans()),
        )
        if draw(st.booleans()):
            tale.claim(deal, "value", Money(Decimal(draw(amounts)), draw(st.sampled_from(["EUR", "USD"]))), draw(chains))
        if draw(st.booleans()):
            tale.claim(deal, "stake", Quantity(Decimal(draw(st.sampled_from([20, 51]))), "%"), draw(chains))
        if draw(st.booleans()):
            tale.claim(deal, "answer", draw(st.sampled_from(Stance)), ("Ash Corp",))
        if draw(st.booleans()):
            tale.claim(deal, "asset", draw(assets), draw(chains))
        if draw(st.booleans()):
            role = draw(st.sampled_from([Role.SELLER, Role.ADVISOR, roles[0]]))
            tale.claim(deal, role.value, Subject("company", draw(st.sampled_from(COMPANIES))), draw(chains))
    for _ in range(draw(st.integers(0, 3))):
        company = Subject("company", draw(st.sampled_from(COMPANIES)))
        match draw(st.integers(0, 6)):
            case 0:
                tale.claim(company, "headcount", Quantity(Decimal(draw(amounts)), "employees"), draw(chains), bounds=draw(bounds))
            case 1:
                unit = draw(st.sampled_from(["%", "employees"]))
                tale.claim(company, "job_cuts", Quantity(Decimal(draw(amounts)), unit), draw(chains), bounds=draw(bounds))
            case 2:
                tale.claim(company, "names", Text(draw(st.sampled_from([*COMPANIES, "Ash Motor"]))))
            case 3:
                tale.claim(company, "ceo", Subject("person", draw(st.sampled_from(PEOPLE))))
            case 4:
                tale.claim(Subject("person", draw(st.sampled_from(PEOPLE))), "employer", company)
            case 5:
                tale.claim(company, "parent", Subject("company", draw(st.sampled_from(COMPANIES))), draw(chains))
            case _:
                plant = Subject("plant", draw(st.sampled_from(["Elbe plant", "the Elbe factory", "Main works"])))
                tale.claim(plant, "owner", company, draw(chains))
                tale.claim(plant, "opened", Period.year(draw(st.sampled_from([1961, 1962]))), draw(chains))
    return tale


def ledgers(max_size: int = 5) -> st.SearchStrategy[Ledger]:
    """Ledgers of a few reports that tell of few companies, so that they meet."""
    return st.lists(tales(), max_size=max_size).map(lambda told: ledger_of(*told))
