"""A report's text is never changed, and evidence is what stands in it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from dealwatch import Evidence, EvidenceError, InvalidValue, Report, Section, SectionKind, Span

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
hostile = texts | st.sampled_from(["e\u0301𝒜👩‍👩‍👧\r\nא\u200fب", "\r\n\r\n", "İı", "𐀀" * 9])


@st.composite
def places(draw: st.DrawFn) -> tuple[Report, int, int]:
    text = draw(hostile)
    start = draw(st.integers(0, len(text) - 1))
    return Report(text=text, outlet="Daily Leaf"), start, draw(st.integers(start + 1, len(text)))


@given(places())
def test_every_span_put_in_reads_back(place: tuple[Report, int, int]) -> None:
    """Law 3, in any script: the quote of evidence is text[start:end], and the report proves it."""
    report, start, end = place
    evidence = report.evidence(start, end)
    assert report.text[start:end] == evidence.quote == evidence.span.of(report.text)
    assert report.proves(evidence)
    assert end - start == len(evidence.span)


@given(places(), st.integers(0, 3))
def test_find_gives_the_nth_occurrence_or_refuses(place: tuple[Report, int, int], nth: int) -> None:
    """The nth occurrence, overlapping ones counted, is the nth place where the quote stands; beyond the last there is none."""
    report, start, end = place
    quote = report.text[start:end]
    stands = [at for at in range(len(report.text)) if report.text.startswith(quote, at)]
    if nth < len(stands):
        assert stands[nth] == report.find(quote, nth).span.start
    else:
        with pytest.raises(EvidenceError, match=f"occurrence {nth}"):
            report.find(quote, nth)


@given(places())
def test_evidence_that_lies_is_not_proved(place: tuple[Report, int, int]) -> None:
    """Another quote of the same length, or another report's evidence, does not read back."""
    report, start, end = place
    other = "".join(chr(ord(c) + 1) if c not in "\ud7ff" else "x" for c in report.text[start:end])
    assert not report.proves(Evidence(report.id, Span(start, end), other))
    assert not Report(text=report.text, outlet="Evening Oak").proves(report.evidence(start, end))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 99)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    """Neither an empty stretch nor one that leaves the text is evidence."""
    with pytest.raises(EvidenceError, match="no stretch"):
        Report(text="talks").evidence(start, end)


def test_an_empty_quote_is_found_nowhere() -> None:
    """It would stand everywhere and prove nothing."""
    with pytest.raises(EvidenceError):
        Report(text="talks").find("")


def test_a_quote_as_long_as_its_span() -> None:
    """Evidence whose quote and span differ in length cannot read back anywhere."""
    with pytest.raises(EvidenceError, match="code points"):
        Evidence("report:1", Span(0, 3), "ab")


def test_the_id_is_a_hash_of_all_fields_but_observed_at() -> None:
    """When we saw it is ours, not the report's; everything else makes another report."""
    one = Report(text="talks", outlet="Daily Leaf", published=date(2025, 7, 7))
    seen = Report(text="talks", outlet="Daily Leaf", published=date(2025, 7, 7), observed_at=datetime(2025, 7, 8, tzinfo=UTC))
    others = [
        Report(text="talks ", outlet="Daily Leaf", published=date(2025, 7, 7)),
        Report(text="talks", outlet="Evening Oak", published=date(2025, 7, 7)),
        Report(text="talks", outlet="Daily Leaf", published=date(2025, 7, 8)),
        Report(text="talks", outlet="Daily Leaf", published=date(2025, 7, 7), replaces=one.id),
    ]
    assert one.id == seen.id
    assert len({one.id, *(other.id for other in others)}) == 5


def test_one_moment_in_two_zones_is_one_report() -> None:
    """09:00 in Tokyo is midnight UTC: equal moments give equal ids."""
    tokyo = timezone(timedelta(hours=9))
    one = Report(text="talks", published=datetime(2025, 7, 7, 9, tzinfo=tokyo))
    other = Report(text="talks", published=datetime(2025, 7, 7, 0, tzinfo=UTC))
    assert one.id == other.id


@pytest.mark.parametrize(
    "fields",
    [
        {"published": datetime(2025, 7, 7, 9)},
        {"observed_at": datetime(2025, 7, 7, 9)},
        {"text": "a\ud800b"},
        {"outlet": "\udfff"},
        {"text": b"talks"},
        {"sections": (Section(SectionKind.BODY, Span(0, 99)),)},
        {"text": "x" * 20_000_001},
    ],
    ids=["naive published", "naive observed", "surrogate in text", "surrogate in outlet", "bytes", "section outside", "too long"],
)
def test_what_is_no_report_is_refused(fields: dict[str, object]) -> None:
    """Each with one sentence that says what is wrong."""
    with pytest.raises(InvalidValue):
        Report(**{"text": "talks", **fields})  # type: ignore[arg-type]


def test_an_unknown_outlet_has_a_name_of_its_own() -> None:
    """Two reports without an outlet are two sources, not one."""
    assert Report(text="a").name != Report(text="b").name
    assert Report(text="a", outlet="Daily Leaf").name == "Daily Leaf"


@pytest.mark.parametrize("ends", [(-1, 1), (1, 1), (2, 1)])
def test_a_span_holds_something(ends: tuple[int, int]) -> None:
    """0 <= start < end."""
    with pytest.raises(InvalidValue):
        Span(*ends)


def test_a_section_within_the_text_is_kept_as_it_is() -> None:
    """Two of them too."""
    sections = (Section(SectionKind.HEADLINE, Span(0, 4)), Section(SectionKind.BODY, Span(4, 9)))
    assert Report(text="Talks end", sections=sections).sections == sections
