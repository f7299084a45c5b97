"""Rewrites of a report, made by rule: other words, another order, cuts, and the English of a machine translation."""

from __future__ import annotations

import re
from random import Random

SYNONYMS = {
    "negotiating": "holding talks",
    "manufacturer": "producer",
    "build": "assemble",
    "electric vehicles": "electric cars",
    "facility": "site",
    "employing": "which employs",
    "about": "around",
    "workers": "employees",
    "earmarked for closure": "due to be closed",
    "sweeping": "far-reaching",
    "restructuring": "overhaul",
    "automaker": "carmaker",
    "first reported": "was first to report",
    "could": "might",
    "site": "works",
    "separately": "for its part",
    "under consideration": "being considered",
    "declined to comment": "would not comment",
    "allowing": "letting",
    "raise": "lift",
    "utilisation": "use",
    "estimated at": "put at",
    "avoid": "escape",
    "fallout": "consequences",
    "shutting": "closing",
    "discussions": "conversations",
    "unveiled": "presented",
    "shutter": "close",
    "stem": "stop",
    "streamline": "simplify",
    "secure": "bring",
    "foothold": "base",
    "extend": "widen",
    "push": "move",
    "underscoring": "which shows",
    "broader": "wider",
    "effort": "attempt",
}
MACHINE = {
    "the": "",
    "a": "",
    "an": "",
    "is negotiating with": "conducts negotiations with",
    "plant": "factory",
    "plants": "factories",
    "automaker": "auto concern",
    "electric vehicles": "electric cars",
    "its": "his",
    "it": "she",
    "said": "has told",
    "reported": "informs",
    "would": "will",
    "workers": "people",
    "restructuring": "re-structuring of business",
}
"""What a translator from a language without articles, and with gender, makes of English words."""

OPENINGS = ("", "In brief: ", "What we know so far. ", "Industry news. ")


def replaced(text: str, words: dict[str, str], share: float, chance: Random) -> str:
    """The text with a share of the words of a table replaced, the longest first."""
    for old in sorted(words, key=len, reverse=True):
        if chance.random() < share:
            text = re.sub(rf"\b{re.escape(old)}\b ?", lambda found, new=words[old]: f"{new} " if new else "", text)
    return re.sub(r" (?=[.,;])", "", text)


def rewrite(text: str, chance: Random) -> str:
    """Tell a report again: the news stays first, one in three drops whom it has it from, one in four is in a machine's English."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    first, rest = sentences[0], sentences[1:]
    if chance.random() < 0.33:
        first = re.sub(r", according to [^.]*", "", first)
    for _ in range(chance.randrange(max(1, len(rest) // 3 + 1))):
        rest.pop(chance.randrange(len(rest)))
    if chance.random() < 0.6:
        chance.shuffle(rest)
    told = " ".join([first, *rest])
    told = replaced(told, MACHINE, 0.9, chance) if chance.random() < 0.25 else replaced(told, SYNONYMS, 0.7, chance)
    return chance.choice(OPENINGS) + told
