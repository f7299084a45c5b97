"""Structures told beside talks are other types of that deal, and no deals of their own."""

from __future__ import annotations

import pytest

from dealwatch import Claim, DealType, Report, extract_claims

TALKS = "Ash Corp is in talks with Birch Ltd to build engines at its Elm plant, two people told The Daily Leaf. "


def types_of(text: str) -> dict[int, list[Claim]]:
    """The claims of a type, by the place of the deal that they are of."""
    found: dict[int, list[Claim]] = {}
    for claim in extract_claims(Report(text=text, outlet="The Morning Post", lang="en")).claims:
        if claim.attribute == "type" and claim.subject.evidence is not None:
            found.setdefault(claim.subject.evidence.span.start, []).append(claim)
    return found


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Birch could acquire a stake in the plant, Reuters said.", DealType.STAKE),
        ("The two may jointly operate the site.", DealType.JOINT_VENTURE),
        ("Kyodo separately said a partial purchase is under consideration.", DealType.ASSET_SALE),
        ("Birch may buy the Elm plant, Reuters said.", DealType.ASSET_SALE),
    ],
)
def test_a_structure_of_the_talks_is_another_type_of_theirs(sentence: str, kind: DealType) -> None:
    """Whoever tells it, with the site of the talks or none, it is one deal with two possible types."""
    (types,) = types_of(TALKS + sentence).values()
    assert {claim.value for claim in types} == {DealType.MANUFACTURING, kind}


def test_each_structure_has_its_own_source() -> None:
    """What Kyodo says is Kyodo's, not that of the two people."""
    (types,) = types_of(TALKS + "Kyodo separately said a partial purchase is under consideration.").values()
    roots = {claim.value: claim.attribution.root.name for claim in types}
    assert roots == {DealType.MANUFACTURING: "two people", DealType.ASSET_SALE: "Kyodo"}


@pytest.mark.parametrize(
    "sentence",
    [
        "Oak Inc holds a stake in the plant.",
        "Birch could acquire a stake in its Oak mill.",
        "Birch bought the Elm plant.",
    ],
)
def test_another_party_another_site_and_a_done_thing_are_not_of_the_talks(sentence: str) -> None:
    """The talks keep their one type."""
    talks = min(types_of(TALKS + sentence).items())[1]
    assert [claim.value for claim in talks] == [DealType.MANUFACTURING]


def test_no_structure_without_talks() -> None:
    """Where nobody negotiates, the words alone tell no deal."""
    assert not types_of("Ash Corp makes engines. A partial purchase is under consideration.")
