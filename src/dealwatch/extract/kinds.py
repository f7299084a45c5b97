"""What kind of thing a name is of: a company, a plant, a person, or something else (a place, an authority)."""

from __future__ import annotations

from collections.abc import Sequence

from dealwatch.domain.words import SubjectKind
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.names import Chunk

COMPANY, PLANT, PERSON, OTHER = SubjectKind.COMPANY, SubjectKind.PLANT, SubjectKind.PERSON, SubjectKind.OTHER


def kind_of(chunk: Chunk, lower: Sequence[str], lexicon: Lexicon) -> SubjectKind | None:
    """Tell the kind of a name from its words and the words beside it, all in lower case; None where nothing tells."""
    words = lower[chunk.first : chunk.last]
    last = words[-1].rstrip(".")
    before = lower[chunk.first - 1] if chunk.first else ""
    after = lower[chunk.last] if chunk.last < len(lower) else ""
    text = chunk.text.lower()
    if last in lexicon.legal_forms:
        return COMPANY
    if (
        text in lexicon.places
        or text in lexicon.demonyms
        or (len(words) == 1 and (last in lexicon.demonyms or last in lexicon.months))
    ):
        return OTHER
    if (after in lexicon.sites and after not in lexicon.many_sites) or last in lexicon.sites:
        return PLANT
    if not lexicon.authorities.isdisjoint(words):
        return OTHER
    if chunk.titled or (len(words) in (2, 3) and words[0] in lexicon.given_names and last not in lexicon.heads):
        return PERSON
    if last in lexicon.heads or chunk.ticker is not None:
        return COMPANY
    behind = lower[chunk.last + 1] if chunk.last + 1 < len(lower) else ""
    if after == "," and len(words) in (2, 3) and behind in lexicon.posts:
        return PERSON
    if before in lexicon.honorifics or after in lexicon.personal:
        return PERSON
    return None


def speaks(chunk: Chunk, lower: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a name says something, owns, or stands behind "with": enough to take a common word for one ("Apple said")."""
    if chunk.last < len(lower) and lower[chunk.last] in lexicon.speaks:
        return True
    if chunk.opens or chunk.first == 0:
        return False
    before = lower[chunk.first - 1]
    return before in lexicon.company_precedes or before in lexicon.possessives


def acts(chunk: Chunk, lower: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a verb that firms do stands right behind a name: a site that is called after its owner does nothing."""
    after = lower[chunk.last] if chunk.last < len(lower) else ""
    return after in lexicon.company_follows and after not in lexicon.weak_follows and after not in lexicon.possessives


def looks_like_company(chunk: Chunk, lower: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the words beside a name are such as stand beside companies' names."""
    after = lower[chunk.last] if chunk.last < len(lower) else ""
    before = lower[chunk.first - 1] if chunk.first else ""
    return after in lexicon.company_follows or before in lexicon.company_precedes
