"""Whether a name begins at a capitalised word: no month, title or first word of a sentence that is an ordinary word."""

from __future__ import annotations

from attrs import frozen

from dealwatch.extract.chunks.ends import Ends


@frozen(eq=False)
class Begins(Ends):
    """The words of a text, and which of them begin a name."""

    def _is_opener(self, index: int, end: int) -> bool:
        """Whether the first word of a sentence is an ordinary word there."""
        low = self.lower[index]
        if low in self.begun:
            return False
        following = self._capital(index + 1, end)
        if low in self.lexicon.openers:
            return not (low in self.lexicon.opening_names and following)
        lex = self.lexicon
        if following and low in lex.firm_words and low not in lex.heads and self.lower[index + 1] not in lex.firm_ends:
            return True  # "Chipmaker Ash"
        if following and self._is_gerund(low):
            return True  # "Separating Ash Corp will cost"
        if "-" in low and not following and all(part in self.ordinary for part in low.split("-")):
            return True  # "Post-acquisition, it"
        speaks = (
            index + 1 < end and self.lower[index + 1] in lex.company_follows and self.lower[index + 1] not in lex.weak_follows
        )
        follows = index + 1 < end and self.lower[index + 1] in lex.company_follows
        if not self.ordinary and not lex.nouns and not following and not (follows and low not in self.common):
            return True  # in a language without a list of common words or nouns
        return (low in self.common or (low in self.ordinary and not speaks)) and not following

    def _is_gerund(self, low: str) -> bool:
        """Whether a word is the gerund of a common verb, and no word that names of firms begin with."""
        ending = next((ending for ending in self.lexicon.gerunds if low.endswith(ending)), "")
        stem = low[: len(low) - len(ending)]
        return (
            bool(ending) and low not in self.lexicon.heads and len(stem) > 3 and not self.ordinary.isdisjoint((stem, stem + "e"))
        )

    def _is_no_name(self, index: int, end: int) -> bool:
        """Whether a month, a title, the mark of a state and their like stand here for themselves, and begin no name."""
        lex, low = self.lexicon, self.lower[index]
        if low in lex.months and not self._names_follow(index + 1, end, lex.firm_ends):
            return True
        if self._is_title(index, end):
            return True
        if low in lex.not_names and not self._names_follow(index + 1, end, lex.legal_forms):
            return True
        return low in lex.state_marks and index > 0 and self.tokens[index - 1].text in ",("

    def _is_plain(self, stem: str) -> bool:
        """Whether what stands before a hyphen is no name, where nouns are joined so: "US-Konzern", "Mega-Fusion"."""
        lex = self.lexicon
        return bool(lex.nouns) and (stem in lex.places or stem in lex.not_names or lex.is_noun(stem))

    def _goes_on_from(self, at: int, end: int) -> bool:
        """Whether a firm's name goes on behind an adjective of a country: "British Birch Plc", "British and Birch Plc"."""
        if self._capital(at + 1, end) and (
            self.lower[at] == "&" or (self.lower[at] in self.lexicon.joining and self._and_joins(at - 1, at, end, False))
        ):
            return True
        return self._names_follow(at, end, self.lexicon.firm_ends)
