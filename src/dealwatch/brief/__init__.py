"""A dossier in prose: every value with footnotes to the words that prove it.

Before: `merge/`, which makes the dossier. After: a reader. `chapters` says what is to be said, line by line with its evidence
(`outline`), `wording` how firmly (verbs by status and modality); `plain`, `markdown` and `page` say how it looks.
"""

from __future__ import annotations

from typing import Literal

from dealwatch.brief.chapters import outline
from dealwatch.brief.markdown import as_markdown
from dealwatch.brief.news import write_changes as write_changes
from dealwatch.brief.page import as_html
from dealwatch.brief.plain import as_text
from dealwatch.domain.deal import Dossier
from dealwatch.errors import InvalidValue

Format = Literal["text", "markdown", "html"]
_RENDERERS = {"text": as_text, "markdown": as_markdown, "html": as_html}


def write_brief(dossier: Dossier, format: Format = "text", locale: str = "en") -> str:
    """Write a dossier in English prose as text, Markdown or one self-contained HTML page.

    `locale` is a CLDR locale for the numbers and dates in it, not its language.

    >>> print(write_brief(Dossier()))
    No deal, company or plant is claimed in 0 reports.
    <BLANKLINE>

    Raises:
        InvalidValue: for a format that is none of the three.
    """
    if format not in _RENDERERS:
        raise InvalidValue(f"a brief is written as {', '.join(_RENDERERS)}, not {format!r}")
    return _RENDERERS[format](outline(dossier, locale))
