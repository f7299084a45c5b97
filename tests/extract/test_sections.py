"""Sections: headline, body, lists of other stories, posts and boilerplate are marked, and nothing is cut."""

from itertools import pairwise

from hypothesis import given, strategies as st

from dealwatch.domain.report import Report, Section, Span
from dealwatch.domain.words import SectionKind
from dealwatch.extract.sections import find_sections

ARTICLE = """Ash to Buy Birch

Ash Corp said on Monday that it agreed to buy Birch Ltd. The price was not told.

The deal is expected to close in May.

Oak Sells Its Mill to Elm
Yew Warns of Lower Profit
Fir Names New Chief
"""

LINES = st.lists(
    st.sampled_from(
        ["Ash said it agreed.", "Oak Buys Elm", "", "Read also:", "References:", "https://t.co/x", "(Reporting by Jo Elm)", "…"]
    ),
    max_size=12,
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(section.kind.value, section.span.of(text)) for section in find_sections(Report(text=text))]


@given(LINES)
def test_sections_are_in_order_apart_and_hold_every_sign(lines: list[str]) -> None:
    text = "\n".join(lines)
    sections = find_sections(Report(text=text))
    assert all(one.span.end <= other.span.start for one, other in pairwise(sections))
    held = {place for section in sections for place in range(section.span.start, section.span.end)}
    assert all(place in held for place, sign in enumerate(text) if not sign.isspace())


def test_a_title_is_a_headline_and_a_row_of_titles_behind_the_body_is_a_list_of_other_stories() -> None:
    assert [kind for kind, _ in kinds(ARTICLE)] == ["headline", "body", "teaser"]


def test_references_and_read_also_begin_lists_that_go_to_the_end() -> None:
    text = "Ash said it agreed to buy Birch.\nReferences:\n- Oak buys Elm.\nRead also:\n- Yew sells Fir."
    assert [kind for kind, _ in kinds(text)] == ["body", "references", "teaser"]


def test_each_post_is_a_section_of_its_own() -> None:
    text = "Ash said it agreed to buy Birch.\nOak buys Elm https://t.co/aa\nYew sells Fir https://t.co/bb"
    assert [kind for kind, _ in kinds(text)] == ["body", "post", "post"]


def test_a_reporters_line_and_a_rate_footer_are_boilerplate() -> None:
    text = "Ash said it agreed to buy Birch.\n(Reporting by Jo Elm)\n($1 = 6.28 yuan)"
    assert [kind for kind, _ in kinds(text)] == ["body", "boilerplate"]


def test_sections_that_the_report_brings_are_kept() -> None:
    own = (Section(SectionKind.POST, Span(0, 3), author="Jo Elm"),)
    assert find_sections(Report(text="Ash", sections=own)) == own


def test_who_wrote_and_edited_is_no_part_of_the_story() -> None:
    """A line of names behind "by", and a bracket behind a full stop of a text wrapped by hand."""
    text = "By Jo Birch and Al Rowan\n\nAsh Corp said it has agreed\nto buy Birch Ltd and will pay\nin cash.\n(Reporting by Jo Birch in Elm and Al\nRowan in Oak)"
    sections = find_sections(Report(text=text, lang="en"))
    assert [section.kind for section in sections] == [SectionKind.BOILERPLATE, SectionKind.BODY, SectionKind.BOILERPLATE]
    assert find_sections(Report(text="By buying Birch, Ash grows\n\nAsh Corp agreed.", lang="en"))[0].kind is SectionKind.HEADLINE
