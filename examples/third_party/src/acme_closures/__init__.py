"""An extractor of ten lines: "Ash Corp will shut its Elmford plant" claims that the closure of the Elmford plant is agreed."""

import re
from collections.abc import Iterator

from dealwatch import Claim, Context, Report, Status, Subject

CLOSES = re.compile(r"\b(?:shut|close)s?(?: down)? its ([A-Z][a-z]{1,20} plant)\b")


def closures(report: Report, context: Context) -> Iterator[Claim]:
    """Claim the closure of every plant that a report says is shut or closed."""
    for found in CLOSES.finditer(report.text):
        nth = report.text[: found.start()].count(found[0])
        plant = Subject("plant", found[1])
        yield Claim.from_quote(report, quote=found[0], nth=nth, subject=plant, attribute="closure", value=Status.AGREED)
