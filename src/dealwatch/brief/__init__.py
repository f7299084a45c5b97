"""A dossier in prose: every value with footnotes to the words that prove it.

Before: `merge/`, which makes the dossier. After: a reader. `chapters` says what is to be said, line by line with its evidence
(`outline`), under the names that `naming` gives; `clauses` how firmly (verbs by role, status and modality), `wording` in
which locale; `plain`, `markdown` and `page` say how it looks.
"""

from __future__ import annotations

from typing import Literal, get_args

from babel import Locale, UnknownLocaleError

from dealwatch.brief.chapters import outline
from dealwatch.brief.markdown import as_markdown
from dealwatch.brief.news import write_changes as write_changes
from dealwatch.brief.page import as_html
from dealwatch.brief.plain import WIDTH as WIDTH, as_text
from dealwatch.domain.deal import Dossier
from dealwatch.errors import InvalidValue

Format = Literal["text", "markdown", "html"]


def write_brief(
    dossier: Dossier, format: Format = "text", locale: str = "en", *, width: int = WIDTH, colour: bool = False
) -> str:
    """Write a dossier in English prose as text, Markdown or one self-contained HTML page.

    `locale` is a CLDR locale for the numbers and dates in it, not its language. Text is as wide as `width` characters, and
    with `colour` is made for a terminal.

    >>> print(write_brief(Dossier()))
    No deal, company or plant is claimed in 0 reports.
    <BLANKLINE>

    Raises:
        InvalidValue: for a format that is none of the three, or a locale that CLDR does not know.
    """
    try:
        Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise InvalidValue(f"{locale!r} is no locale that CLDR knows; write one such as de or en_AU") from None
    said = outline(dossier, locale.replace("-", "_"))
    if format == "text":
        return as_text(said, width, colour)
    if format == "markdown":
        return as_markdown(said)
    if format == "html":
        return as_html(said)
    raise InvalidValue(f"a brief is written as {', '.join(get_args(Format))}, not {format!r}")
