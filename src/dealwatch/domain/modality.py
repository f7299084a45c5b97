"""How firmly a source says a thing."""

from __future__ import annotations

from attrs import frozen

from dealwatch.domain.report import Evidence
from dealwatch.domain.words import Certainty, Label, Mood, Polarity


@frozen
class Modality:
    """Certainty, polarity and mood of a claim, relative to its source; `own` where the source is the party or a named person.

    `cue` is the evidence of the words that say so ("is considering"), `condition` that of the condition ("if finalized").
    The grid is FactBank's (Saurí and Pustejovsky 2009), the mood apart from it.

    >>> Modality(Certainty.POSSIBLE).label, Modality(own=True).label, Modality(polarity=Polarity.NEGATIVE, own=True).label
    (<Label.RUMOURED: 'rumoured'>, <Label.ASSERTED: 'asserted'>, <Label.DENIED: 'denied'>)
    """

    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    mood: Mood = Mood.ACTUAL
    own: bool = False
    cue: Evidence | None = None
    condition: Evidence | None = None

    def _canonical(self) -> str:
        cue, condition = self.cue, self.condition
        return (
            f"Modality({self.certainty},{self.polarity},{self.mood},{'true' if self.own else 'false'},"
            f"{'~' if cue is None else cue._canonical()},{'~' if condition is None else condition._canonical()})"
        )

    @property
    def is_negative(self) -> bool:
        """Whether the source says that it is not so."""
        return self.polarity is Polarity.NEGATIVE

    @property
    def label(self) -> Label:
        """A journalist's word for it, the first that fits: denied, conditional, planned, rumoured, reported, asserted."""
        if self.is_negative and self.own:
            return Label.DENIED
        if self.mood is Mood.CONDITIONAL:
            return Label.CONDITIONAL
        if self.mood is Mood.PLANNED:
            return Label.PLANNED
        if self.certainty in (Certainty.POSSIBLE, Certainty.UNKNOWN):
            return Label.RUMOURED
        return Label.ASSERTED if self.own else Label.REPORTED

    @property
    def firmness(self) -> int:
        """A rank to compare two claims by, higher is firmer: certainty first, then actual over planned over conditional."""
        certainty = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN).index(self.certainty)
        return 3 * certainty + (Mood.CONDITIONAL, Mood.PLANNED, Mood.ACTUAL).index(self.mood)
