"""The grammar of dates: ordered rows of class letters, and what each row means.

A run of date words is a string of letters ("Friday, March 14, 2025" is `W,MN,Y`). At each place the longest row that fits is
tried first; a handler may refuse, then the next one is tried. The rows are shared by all languages; what a language says in
its own words stands in `data/dates/`. Letters: see `date_words.CLASSES`; M month, m month in doubt, W weekday, v weekday in
doubt, Y year, N number, O ordinal, Z numeric date, z two years, Q quarter or half, f fiscal year, signs as themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from dealwatch.normalize.date_reading.clusters import Token
from dealwatch.normalize.date_reading.fiscal_words import fiscal_part, fiscal_year, fiscal_year_relative
from dealwatch.normalize.date_reading.lists import day_of_list, days_of_month, months_joined, two_months_joined
from dealwatch.normalize.date_reading.nearest import (
    bare_month,
    day_of_this_month,
    doubtful_month,
    doubtful_weekday,
    month_day,
    spelled_day,
    weekday,
    weekday_and_day,
)
from dealwatch.normalize.date_reading.other_calendars import month_of_other, year_of_era
from dealwatch.normalize.date_reading.parts import (
    last_half_of,
    quarter_of,
    quarter_of_year,
    quarter_to_month,
    season_of,
    short_quarter,
)
from dealwatch.normalize.date_reading.relative import (
    ago,
    ahead,
    day_either,
    day_from_day,
    day_word,
    earlier_later,
    fused,
    in_units,
    look_back,
    quarter_a_year_ago,
    relative_month,
    relative_unit,
    relative_weekday,
    several_units,
    the_period,
    this_unit,
    unit_after_next,
    unit_before,
    units_span,
)
from dealwatch.normalize.date_reading.run import NOTHING, Handler, Rows, Tokens
from dealwatch.normalize.date_reading.story import Sense, Story
from dealwatch.normalize.date_reading.within import (
    day_of_unit,
    nth_behind,
    nth_unit,
    nth_weekday,
    rest_of,
    week_of_day,
    week_of_year,
)
from dealwatch.normalize.date_reading.written import (
    bare_year,
    day_and_month,
    full_date,
    month_year,
    numeric_date,
    plain_year,
    short_year_date,
    the_century,
    the_decade,
    two_years,
    year_month_day,
)


def eat(tokens: Tokens, story: Story) -> Sense | None:
    """No date, but nothing in it is one either: "the first nine months of 1990" is a length of time."""
    return NOTHING


_PRE: Final = "(?:t?P-?o?t?)?"
_ROWS: Final[tuple[tuple[str, Handler], ...]] = (
    # days
    (r"(?:[Wv],?t?)?[Mm][NO],?o?Y", full_date),
    (r"(?:[Wv],?t?)?[Mm]-?[NO],?'N", full_date),
    (r"(?:[Wv],?t?)?t?[NO]\.?o?[Mm],?o?Y", full_date),
    (r"(?:[Wv],?t?)?t?[NO](?:-[Mm]-|/[Mm]/|[Mm],?')N", full_date),
    (r"(?:[Wv],?t?)?t?[NO][Mm]N(?![Mm\.])", short_year_date),
    (r"Y[-/,]?[Mm][-/]?[NO]", year_month_day),
    (r"(?:[Wv],?)?Z", numeric_date),
    (r"(?:D?[Wv],?|D)?x", day_and_month),
    (r"[Wv],?t?O|[Wv],?tn-?O|[Wv]t?N(?![UuMmr&,.-])", weekday_and_day),
    (r"t(?:n-?)?O(?![-]?[UuMmWnF])|(?<!n)tN(?![UuMmr&,.-])", day_of_this_month),
    (r"t?no?[Mm](?:,?o?Y)?", spelled_day),
    (r"(?:t?O|t?O?L)-?U[oi]t?(?:[Mm](?:,?o?Y)?|U?Y|[DLX]U|U[DLX]|U)", nth_unit),
    (r"(?:[Mm](?:,?o?Y)?|Y|t?[DLX]U)(?:'s)?o?t?[OL]-?[UW]", nth_behind),
    (r"t?Uot?(?:[NO]\.?o?[Mm]|[Mm]t?[NO])(?:,?o?Y)?", week_of_day),
    (r"t?Ro?t?D?U", rest_of),
    (r"t?O?LWo(?:[Mm](?:,?o?Y)?|t?[DLX]U|tU|Y)", nth_weekday),
    (r"(?:t?O|tL)W[oi]?(?:[Mm](?:,?o?Y)?|t?[DLX]U|tU)", nth_weekday),
    (r"t?[NO]ot?[DLX]U", day_of_unit),
    (r"tUGX", unit_after_next),
    (r"(?:t|a|[nN])[Uu][GEw]J", day_from_day),
    (r"UN", week_of_year),
    (r"t?Pot?U", this_unit),
    (r"(?:[Wv],?t?)?[Mm]-?t?(?:[NO]|n-?O)(?![Uun])", month_day),
    (r"(?:[Wv],?t?)?t?[NO]-?\.?o?[Mm]", month_day),
    (r"t?[NO](?:r|-)t?[NO]\.?o?[Mm](?:,?o?Y)?", days_of_month),
    (r"(?<=b)t?[NO]&t?[NO]o?[Mm](?:,?o?Y)?", days_of_month),
    (r"[Mm][NO](?:r|-)t?[NO](?:,?o?Y)?(?![MmUu])", days_of_month),
    (r"t?[NO](?:r|-)t?[NO]o?t?(?:[DLX]U|U[DLX])|(?<=b)t?[NO]&t?[NO]o?t?(?:[DLX]U|U[DLX])", days_of_month),
    (r"[NO](?=(?:,[NO])*&(?:t?)[NO][Mm])", day_of_list),
    (r"(?<=[Mm][NO]&)[NO](?![NOUuMm])", day_of_list),
    (r"t?[LXD][Mm][NO]", relative_month),
    (r"(?:[Wv],?)?t?(?:[NO]\.?o?q|q[NO]),?o?Y|q,?o?Y", month_of_other),
    (r"(?:t?[NO]\.?o?[Mm],?|[Mm][NO],?|[Mm],?)?t?h(?:Y|N|\#)|(?:t?[Uu])?(?:Y|\#)h", year_of_era),
    # months
    (rf"{_PRE}[Mm][-/]?o?,?o?t?U?Y", month_year),
    (rf"{_PRE}[Mm]'N", month_year),
    (rf"{_PRE}Y[Mm]", month_year),
    (rf"{_PRE}[LXD][Mm]", relative_month),
    (rf"{_PRE}[Mm],?o?t?[DLX]U", relative_month),
    (rf"{_PRE}[DLX]U(?:'s[Mm]|o?M)", relative_month),
    (rf"{_PRE}M", bare_month),
    (rf"{_PRE}m", doubtful_month),
    (r"t?P-?o?t?m", bare_month),
    (r"[Mm](?:r|-)[Mm],?o?Y|(?<=b)[Mm]&[Mm],?o?Y", months_joined),
    (r"(?<!w)[Mm]Yr[Mm]Y", two_months_joined),
    # weekdays and days
    (r"P?-?W", weekday),
    (r"v", doubtful_weekday),
    (r"t?D?[LXDBC][Wv]|KW|t?W[LXBC]", relative_weekday),
    (r"[Wv],?o?t?(?:[DLX]U|U[DLX])|t?(?:[DLX]U|U[DLX])[io]?W", relative_weekday),
    (r"P?J", day_word),
    (r"p", day_either),
    (rf"{_PRE}t?j", fused),
    # units counted
    (rf"{_PRE}(?:t|K)?(?:[LXDBCKH]|DK)U", relative_unit),
    (rf"{_PRE}t?U(?:[LXBC]|D(?![UuMWSj]))|{_PRE}t?[LXD]o?U", relative_unit),
    (rf"{_PRE}t?M[LX]", relative_month),
    (r"t?U", the_period),
    (r"t?[LXBC]a?[nN]{1,3}[Uu]|t?[nN]{1,3}(?:[LX][Uu]|[Uu][LX])", units_span),
    (r"(?:a|t|[nN]{1,3})[Uu]A", ago),
    (r"Va?[nN]{0,3}[Uu]A?", ago),
    (r"Ia?[nN]{0,3}[Uu]|(?:a|[nN]{1,3})[Uu]I", ahead),
    (r"(?:[nN]{1,3}[Uu],?&?){2,3}[AEG]|[VI](?:[nN]{1,3}[Uu],?&?){2,3}", several_units),
    (r"(?:a|t|[nN]{1,3})[Uu][EG]", earlier_later),
    (r"i(?:a|[nN]{1,3})[Uu]", in_units),
    (r"tU[EG]", unit_before),
    (r"t?U-?[AE]U?", look_back),
    (r"tUaU[AE]", quarter_a_year_ago),
    (r"a?ko?[Uu][AEG]?|V[ak]k?[Uu]|t?[LXBCD]k[Uu]", eat),
    # quarters and halves
    (rf"{_PRE}t?O-?U", quarter_of),
    (rf"{_PRE}t?O-?U,?o?t?Y", quarter_of),
    (rf"{_PRE}t?O-?U,?o?t?[LXDBC]U", quarter_of),
    (rf"{_PRE}t?O-?Uo?t?j", quarter_of),
    (rf"{_PRE}[LXD]U'sO-?U", quarter_of),
    (rf"{_PRE}tY?O-?U", quarter_of),
    (r"t?UO(?:,?o?t?(?:Y|[LXDBC]U|U[LXBC]))?", quarter_of),
    (r"t?LUo(?:t?Y|DU|t?LU)", last_half_of),
    (r"tO[nN]{1,2}[Uu](?:o?t?(?:Y|[LXD]U))?", eat),
    (rf"{_PRE}Q(?:o?Y)?", short_quarter),
    (r"Y-?[Qg]|gY", short_quarter),
    (r"Q[Mm]o?Y", quarter_to_month),
    (r"tYU", quarter_of_year),
    # years and more
    (rf"{_PRE}Y", bare_year),
    (rf"{_PRE}(?:t?[Uu]Y|Y\\.?U)", plain_year),
    (r"U-?P(?:oY|Y)", plain_year),
    (r"DU(?:-|'s)P|U(?:-|'s)P", this_unit),
    (r"z", two_years),
    (rf"{_PRE}t?(?:[Uu]o?)?T|{_PRE}t?Tu|t?[Uu]'?N(?!U)", the_decade),
    (rf"{_PRE}t?O-?U", the_century),
    # fiscal years
    (rf"{_PRE}FU?-?(?:Y|z|'N)", fiscal_year),
    (rf"{_PRE}f", fiscal_year),
    (rf"{_PRE}[Yz]-?c?FU", fiscal_year),
    (r"Q,?o?f|f-?Q|Qo?F?U?Y", fiscal_year),
    (rf"{_PRE}t?F?O-?F?U,?o?t?(?:FU?[Yz]|f|YFU)", fiscal_year),
    (rf"{_PRE}t?(?:FO-?U|O-?FU)", fiscal_part),
    (rf"{_PRE}t?[LXDBCK]c?FU|tFU[EB]", fiscal_year_relative),
    # seasons
    (rf"{_PRE}[LXD]S", season_of),
    (rf"{_PRE}t?So?Y", season_of),
    (rf"{_PRE}t?So?[LXD]U", season_of),
)
WORD_ROWS: Final = Rows(_ROWS)
"""The rows of languages that part words by blanks."""


@lru_cache(maxsize=8192)
def _matches(rows: Rows, letters: str, start: int) -> tuple[tuple[int, Handler], ...]:
    """The rows that fit at a place, longest first, then in the order of the table: (end, handler)."""
    found = [(match.end(), handler) for pattern, handler in rows.compiled if (match := pattern.match(letters, start))]
    return tuple(sorted((row for row in found if row[0] > start), key=lambda row: -row[0]))


def read_run(run: Sequence[Token], story: Story, rows: Rows = WORD_ROWS) -> list[tuple[int, int, Sense]]:
    """Read a run of tokens from left to right: (first token, end token, sense) of every date in it."""
    letters = "".join(token.cls for token in run)
    out: list[tuple[int, int, Sense]] = []
    place = 0
    story.run_cue = None
    while place < len(run):
        for end, handler in _matches(rows, letters, place):
            story.before, story.rest, story.ends = run[:place], run[end:], run[end - 1].end
            sense = handler(run[place:end], story)
            if sense is not None:
                if sense is not NOTHING:
                    out.append((place, end, sense))
                place = end
                break
        else:
            place += 1
    return out
