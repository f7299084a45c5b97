"""Everything that can go wrong, in one tree.

Doubt is data (a Reading with several candidates); an exception is misuse, or input that cannot be used.
Each child is also the built-in error that a caller would think of first.
"""

from __future__ import annotations


class DealwatchError(Exception):
    """The root of every error that dealwatch raises on purpose."""


class InvalidValue(DealwatchError, ValueError):
    """A value that its class cannot hold, such as a currency that is no ISO 4217 code."""


class EvidenceError(DealwatchError, ValueError):
    """A quote that does not stand at its span, or a claim whose report is missing."""


class CurrencyMismatch(DealwatchError, ValueError):
    """Two amounts of different currencies where one currency is needed."""


class NotOneReading(DealwatchError, LookupError):
    """`reading.only` was asked of a reading that has no candidate, or several."""


class NotFound(DealwatchError, LookupError):
    """No thing, entry, calendar or attribute of that name."""


class RateNotFound(DealwatchError, LookupError):
    """No exchange rate for that pair and day within the allowed age."""


class ReadError(DealwatchError, ValueError):
    """A file, page or line that cannot be read; the message names it and the place in it."""


class LoadError(DealwatchError, ValueError):
    """JSON that is not what a domain type needs; the message gives the path, such as `$.claims[3].span`."""


class ExtractorError(DealwatchError, ValueError):
    """What an extractor returned cannot be used, or it failed."""


class MissingExtra(DealwatchError, ImportError):
    """An optional package is not installed; the message names the extra that brings it."""

    @classmethod
    def of(cls, what: str, extra: str) -> MissingExtra:
        """Say what needs the extra and how to get it.

        >>> print(MissingExtra.of("reading HTML", "web"))
        reading HTML needs the extra 'web': pip install 'dealwatch-claims[web]'
        """
        return cls(f"{what} needs the extra '{extra}': pip install 'dealwatch-claims[{extra}]'")
