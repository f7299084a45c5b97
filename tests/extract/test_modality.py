"""How firmly: the label follows the words of the main clause and whether a party says them; nothing is firmer than its words."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from dealwatch.domain.modality import Modality
from dealwatch.domain.report import Report
from dealwatch.domain.words import Certainty, Label, Mood, Polarity
from dealwatch.extract.attribution import find_attributions, voice_of
from dealwatch.extract.modality import hedges_for
from dealwatch.extract.page import read_page
from dealwatch.extract.speech.cues import cues_for

OWN = [
    ("Ash Corp said it has sold the mill.", Label.ASSERTED, None),
    ("Ash Corp said it will sell the mill.", Label.PLANNED, "will"),
    ("Ash Corp said it would sell the mill.", Label.PLANNED, "would"),
    ("Ash Corp said it plans to sell the mill.", Label.PLANNED, "plans to"),
    ("Ash Corp announced plans to close two mills.", Label.PLANNED, "plans to"),
    ("Ash Corp vowed to keep the mill.", Label.PLANNED, None),
    ("Ash Corp said it could sell the mill.", Label.CONDITIONAL, "could"),
    ("Ash Corp said it would sell the mill if the price was right.", Label.CONDITIONAL, "would"),
    ("Ash Corp said it is not in talks.", Label.DENIED, "not"),
    ("Ash Corp said it has no plans to sell the mill.", Label.DENIED, "no plans"),
    ("Ash Corp denied that it would sell the mill.", Label.DENIED, "denied"),
    ("Ash Corp has ruled out the sale of the mill.", Label.DENIED, "ruled out"),
    ("Ash Corp said the article was not based on anything it had released.", Label.ASSERTED, None),
    ("Ash Corp said it was in talks.", Label.ASSERTED, None),
    ("Ash Corp called the report of a possible deal unfair.", Label.ASSERTED, None),
]  # fmt: skip
OTHERS = [
    ("Reuters said Ash Corp has sold the mill.", Label.REPORTED, None),
    ("Ash Corp has sold the mill, two people said.", Label.REPORTED, None),
    ("Ash Corp could sell the mill, Reuters said.", Label.RUMOURED, "could"),
    ("Ash Corp is reportedly in talks, Reuters said.", Label.REPORTED, None),
    ("Ash Corp will sell the mill, two people said.", Label.PLANNED, "will"),
    ("If Birch agrees, Ash Corp will sell the mill, sources say.", Label.CONDITIONAL, None),
    ("Ash Corp is considering a sale, two people said.", Label.REPORTED, "considering"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "label", "cue"), [*OWN, *OTHERS], ids=[text for text, _, _ in [*OWN, *OTHERS]])
def test_the_label_follows_the_words_and_who_says_them(text: str, label: Label, cue: str | None) -> None:
    (found,) = find_attributions(Report(text=text, outlet="Evening Post", lang="en"))
    assert found.modality.label is label
    if cue is not None:
        assert found.modality.cue is not None
        assert cue in found.modality.cue.quote


def test_a_condition_is_kept_with_its_words() -> None:
    (found,) = find_attributions(Report(text="Birch said it would not sell unless the price rises, in May.", lang="en"))
    assert found.modality.condition is not None
    assert found.modality.condition.quote == "unless the price rises"
    assert found.modality.polarity is Polarity.NEGATIVE
    assert found.modality.mood is Mood.CONDITIONAL


def test_the_month_of_may_is_no_modal_verb() -> None:
    (found,) = find_attributions(Report(text="Ash Corp said it chose the hall for May 6.", lang="en"))
    assert found.modality.label is Label.ASSERTED


def test_what_stands_in_a_side_clause_does_not_soften_the_main_one() -> None:
    text = "Ash Corp said it has sold the mill, which could close next year."
    (found,) = find_attributions(Report(text=text, lang="en"))
    assert found.modality.label is Label.ASSERTED


def voiced(text: str, words: str) -> Modality:
    page = read_page(Report(text=text, outlet="Evening Post", lang="en"))
    return voice_of(page, page.report.find(words).span)[1]


def test_an_outlets_own_voice_is_never_asserted_or_denied() -> None:
    assert voiced("Ash Corp has not sold the mill.", "sold the mill").label is Label.REPORTED
    assert voiced("Ash Corp has sold the mill.", "sold the mill").label is Label.REPORTED
    assert voiced("Ash Corp is reportedly in talks.", "in talks").label is Label.RUMOURED
    assert voiced("The deal could close in May.", "close in May").label is Label.RUMOURED
    assert voiced("The deal would secure a foothold in Oslo.", "secure a foothold").mood is Mood.PLANNED


@given(st.sampled_from(["could", "might", "may", "will", "would", "reportedly", "plans to", "hopes to", "is unlikely to"]))
def test_a_hedge_never_makes_a_claim_firmer(hedge: str) -> None:
    plain = voiced("Ash Corp and the bank sell the mill.", "sell the mill")
    assert voiced(f"Ash Corp {hedge} sell the mill.", "sell the mill").firmness <= plain.firmness


def test_every_row_of_the_table_says_something_or_shields_a_longer_formula() -> None:
    rows = [hedge for found in hedges_for("en").values() for hedge in found]
    silent = [hedge for hedge in rows if not (hedge.certainty or hedge.polarity or hedge.mood)]
    assert all(len(hedge.words) > 1 or hedge.words in (("can",), ("shouldn't",)) for hedge in silent), silent
    assert all(hedge.certainty is not Certainty.UNKNOWN for hedge in rows)


def test_every_verb_of_saying_has_its_forms_and_a_known_frame() -> None:
    cues = cues_for("en")
    assert cues is not None
    known = {
        "against",
        "with",
        "quote",
        "that",
        "bare",
        "what",
        "before",
        "inverted",
        "tag",
        "person",
        "noun",
        "to",
        "on",
        "of",
        "for",
        "about",
        "at",
    }
    assert {verb.lemma for verb in cues.verbs.values()} >= {"say", "tell", "report", "deny", "confirm"}
    assert all(verb.frames <= known for verb in cues.verbs.values())


def test_a_language_without_tables_has_no_cues() -> None:
    assert cues_for("xx") is None
