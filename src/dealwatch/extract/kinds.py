"""What kind of thing a name is of: a company, a plant, a person, or something else (a place, an authority)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dealwatch.domain.words import SubjectKind
from dealwatch.extract.lexicon import Lexicon
from dealwatch.extract.names import Chunk
from dealwatch.extract.tokens import Token

COMPANY, PLANT, PERSON, OTHER = SubjectKind.COMPANY, SubjectKind.PLANT, SubjectKind.PERSON, SubjectKind.OTHER
_PERSONAL: Final = frozenset(("who", "whose", "himself", "herself"))


def kind_of(chunk: Chunk, tokens: Sequence[Token], lexicon: Lexicon) -> SubjectKind | None:
    """Tell the kind of a name from its words and the words beside it; None where nothing tells."""
    words = [token.text.lower() for token in tokens[chunk.first : chunk.last]]
    last = words[-1].rstrip(".")
    before = tokens[chunk.first - 1].text.lower() if chunk.first else ""
    after = tokens[chunk.last].text.lower() if chunk.last < len(tokens) else ""
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
    if any(word in lexicon.authorities for word in words):
        return OTHER
    if chunk.titled or (len(words) in (2, 3) and words[0] in lexicon.given_names and last not in lexicon.heads):
        return PERSON
    if last in lexicon.heads or chunk.ticker is not None:
        return COMPANY
    behind = tokens[chunk.last + 1].text.lower() if chunk.last + 1 < len(tokens) else ""
    if after == "," and len(words) in (2, 3) and behind in lexicon.posts:
        return PERSON
    if before in ("mr", "mrs", "ms", "dr", "sir") or after in _PERSONAL:
        return PERSON
    return None


def speaks(chunk: Chunk, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a name says something, owns, or stands behind "with": enough to take a common word for one ("Apple said")."""
    if chunk.last < len(tokens) and tokens[chunk.last].text.lower() in lexicon.speaks:
        return True
    return (
        not chunk.opens
        and chunk.first > 0
        and tokens[chunk.first - 1].text.lower() in lexicon.company_precedes | lexicon.possessives
    )


def acts(chunk: Chunk, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether a verb that firms do stands right behind a name: a site that is called after its owner does nothing."""
    after = tokens[chunk.last].text.lower() if chunk.last < len(tokens) else ""
    return after in lexicon.company_follows and after not in lexicon.weak_follows and after not in lexicon.possessives


def looks_like_company(chunk: Chunk, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """Whether the words beside a name are such as stand beside companies' names."""
    after = tokens[chunk.last].text.lower() if chunk.last < len(tokens) else ""
    before = tokens[chunk.first - 1].text.lower() if chunk.first else ""
    return after in lexicon.company_follows or before in lexicon.company_precedes
