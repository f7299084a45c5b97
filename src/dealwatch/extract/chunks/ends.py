"""Where a name ends: at its legal form, and what belongs between its words ("and", "of", a possessive, brackets)."""

from __future__ import annotations

from attrs import frozen

from dealwatch.extract.chunks.written import LONGEST, Written, hyphened, joined


@frozen(eq=False)
class Ends(Written):
    """The words of a text, and where the names that begin at them end."""

    def _end(self, index: int, end: int) -> int:
        """How far the name that begins at the index goes."""
        lex, lower = self.lexicon, self.lower
        closed = False  # a legal form has ended it
        at = index + 1
        end = min(end, index + LONGEST)
        while at < end:
            low = lower[at]
            if self.capital[at]:
                if self._breaks(at, end) or (closed and not self._form_follows(at, end)):
                    return at
                closed = closed or low in lex.legal_forms
                at += 1
            elif low == "&" and self._capital(at + 1, end):
                at += 2
                closed = closed or lower[at - 1] in lex.legal_forms
            elif low == "." and self._capital(at + 1, end) and self._is_abbreviation(at - 1):
                at += 1
            elif low == "," and at + 1 < end and lower[at + 1] in lex.legal_forms and self._capital(at + 1, end):
                at += 2
                closed = True
            elif low == "(" and (behind := self._bracketed(at, end)):
                at, closed = behind, True
            elif low[0] in "'’" and self._possessive_inside(index, at, end):
                at += 2
                closed = lower[at - 1] in lex.legal_forms
            elif low == "," and self.alone is not None and (behind := self._law_firm(index, at, end)):
                return behind
            elif low in lex.joining and self._capital(at + 1, end) and self._and_joins(index, at, end, closed):
                at += 2
                closed = closed or lower[at - 1] in lex.legal_forms
            elif low in lex.of_words and self._capital(at + 1, end) and self._of_joins(index, at, closed):
                at, closed = at + 2, False
            elif (
                low in lex.of_words
                and at + 2 < end
                and lower[at + 1] in lex.article
                and self._capital(at + 2, end)
                and self._of_joins(index, at, closed)
            ):
                at += 3
            elif low in lex.for_words and self._capital(at + 1, end) and lower[at - 1] in lex.for_heads:
                at += 2
            elif low in lex.small_forms and not closed:
                at, closed = at + 1, True
            elif low in lex.particles and low not in lex.of_words and self._capital(at + 1, end) and not closed:
                at += 2
            elif (
                low.isdigit()
                and self._capital(at + 1, end)
                and not closed
                and (lower[at + 1] in lex.legal_forms or (len(low) < 4 and not self._breaks(at + 1, end)))
            ):
                at += 2
                closed = lower[at - 1] in lex.legal_forms
            else:
                return at
        return at

    def _before_site(self, index: int, last: int, end: int) -> int:
        """Cut the owner off the name of a site ("Ash Oak Hill plant"), where the owner also stands alone."""
        if self.alone is None or last >= end or self.lower[last] not in self.lexicon.sites:
            return last
        for at in range(last - 1, index, -1):
            if joined(self.tokens, index, at).lower() in self.alone:
                return at
        return last

    def _trimmed(self, index: int, last: int) -> int:
        """Drop what clings to the end and belongs to no name."""
        clinging = self.lexicon.clinging
        while last > index + 1 and (self.tokens[last - 1].text in ".&," or self.lower[last - 1] in clinging):
            last -= 1
        return last

    def _genitive(self, text: str) -> int:
        """How many letters of a name only say that it owns what follows: "Eschs Angebot", where "Esch" stands alone too."""
        if self.alone is None or not self.lexicon.genitives:
            return 0
        low = text.lower()
        return next(
            (
                len(end)
                for end in self.lexicon.genitives
                if low.endswith(end) and (low[: -len(end)] in self.alone or low[: -len(end)] in self.begun)
            ),
            0,
        )

    def _marked(self, index: int, end: int) -> int:
        """Where the name ends that a wire sets in angle brackets: "<Ash, Birch and Oak Agency>"; 0 if none begins here."""
        if not index or self.tokens[index - 1].text != "<":
            return 0
        close = next((at for at in range(index, min(end, index + LONGEST)) if self.tokens[at].text == ">"), 0)
        return close if close > index + 1 else 0

    def _place_based(self, index: int, last: int, end: int) -> str:
        """The place of "New Elm-based" where its second word is cut off the first; "" if that does not stand here."""
        if last >= end or not (hyphen := hyphened(self.lower[last], self.lexicon)):
            return ""
        place = f"{joined(self.tokens, index, last)} {self.tokens[last].text[:hyphen]}"
        begins = self.lower[index] in self.lexicon.place_begins
        return place if begins or place.lower() in self.lexicon.places else ""

    def _breaks(self, at: int, end: int) -> bool:
        """Whether a capitalised word begins something else."""
        lex, low = self.lexicon, self.lower[at]
        if low in lex.months or self._is_code(at) or (hyphened(low, lex) and at + 1 < end):
            return True
        if low in lex.titles and low not in lex.heads:
            return self._capital(at + 1, end) or low in lex.ending_titles
        return False

    def _form_follows(self, at: int, end: int) -> bool:
        lex = self.lexicon
        if self.lower[at] in lex.legal_forms:
            return True
        return self.lower[at] in lex.heads and at + 1 < end and self.lower[at + 1] in lex.legal_forms

    def _is_abbreviation(self, at: int) -> bool:
        word = self.lower[at]
        return len(word) == 1 or word in self.lexicon.legal_forms or word in self.lexicon.abbreviations

    def _bracketed(self, at: int, end: int) -> int:
        """The index behind "(Australia) Ltd" at an opening bracket; 0 if that does not stand there."""
        close = at + 1
        while close < min(end, at + 5) and self.tokens[close].text != ")":
            if not self.capital[close]:
                return 0
            close += 1
        behind = close + 1
        inside = self._capital(behind, end) and self.lower[behind] in self.lexicon.legal_forms
        return behind + 1 if close > at + 1 and inside else 0

    def _possessive_inside(self, index: int, at: int, end: int) -> bool:
        """Whether "'s" belongs to the name: before a bare legal form, or where the left part never stands alone."""
        if not self._capital(at + 1, end):
            return False
        if (
            self.lower[at + 1] in self.lexicon.legal_forms
            or (self.lower[at + 1] in self.lexicon.bare_heads and not self._capital(at + 2, end))
            or self.tokens[at].text.lower() + "|" + self.lower[at - 1] in self.begun
        ):
            return True
        if self.alone is None or joined(self.tokens, index, at).lower() in self.alone:
            return False
        return at == index + 1 and self._names_follow(at + 1, min(end, at + 4), self.lexicon.legal_forms)

    def _and_joins(self, index: int, at: int, end: int, closed: bool) -> bool:
        lex = self.lexicon
        follows = self.lower[at + 1]
        if follows in lex.joined_heads and (follows != "loan" or self.lower[at - 1] == "savings"):
            return True
        if closed or self.alone is None:
            return False
        left = joined(self.tokens, index, at).lower()
        if left in lex.places or (at == index + 2 and self.lower[index] in lex.given_names):
            return False
        behind = at + 2
        while behind < end and self.capital[behind] and self.lower[behind - 1] not in lex.legal_forms:
            behind += 1
        if self.lower[at - 1] in lex.heads and not (behind == at + 3 and self.lower[at + 1] in lex.heads):
            return False  # "Ash Bank and Birch Corp" are two, "Ash Minerals and Chemicals Corp" is one
        right = joined(self.tokens, at + 1, behind).lower()
        ends_well = self.lower[behind - 1] in lex.legal_forms or self.lower[behind - 1] in lex.heads
        return ends_well and right not in self.alone

    def _law_firm(self, index: int, at: int, end: int) -> int:
        """The index behind "Ash, Birch and Oak" where a verb follows and no part stands alone: one firm; 0 otherwise."""
        if at != index + 1 or at + 4 > end or self.lower[at + 2] not in self.lexicon.joining or not self._capital(at + 1, end):
            return 0
        if self.lower[at + 3] in ("co", "company"):
            return at + 4  # "Ash, Birch & Co"
        parts = (self.lower[index], self.lower[at + 1], self.lower[at + 3])
        follows = at + 4 < end and (self.lower[at + 4] in self.lexicon.company_follows or self.lower[at + 4] == "told")
        if not follows or not all(self._capital(place, end) for place in (at + 1, at + 3)) or self.alone is None:
            return 0
        return 0 if any(part in self.alone or part in self.lexicon.places for part in parts[1:]) else at + 4

    def _of_joins(self, index: int, at: int, closed: bool) -> bool:
        lex = self.lexicon
        behind = self.lower[at + 2 : at + 5]
        if "," in behind and any(word in lex.state_marks for word in behind):
            return False  # "Savings Association of Elm, Fla." is of a place
        follows = self.lower[at + 2] if self.lower[at + 1] in lex.article else self.lower[at + 1]
        if closed:
            kinds = all(word in lex.heads for word in self.lower[index : at - 1])  # "Financial Corp of Elm" is no name without it
            return (kinds or follows in lex.of_places) and self.lower[at - 1] in lex.of_forms
        return self.lower[at - 1] in lex.of_heads or follows in lex.of_land  # "Dairy Farmers of America"
