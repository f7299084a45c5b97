"""Hypothesis strategies for every domain type.

    values.py   texts, amounts, days, and everything that a claim can have as its value
    ledger.py   reports, claims that read back from them, ledgers
    dossier.py  what a ledger adds up to, valid in form only
    table.py    the strategy of every class
    telling.py  reports whose truth is known, and hostile texts

`register()` is called by Hypothesis itself (entry point `hypothesis`), so `st.from_type(Claim)` works in any test, without an
import. What is drawn is valid: a claim reads back from its report, a ledger holds the reports of its claims.
"""

from __future__ import annotations


def register() -> None:
    """Tell Hypothesis the strategy of every domain type; it calls this itself, when it is imported."""
    from dealwatch.testing.strategies.table import register_all

    register_all()


import hypothesis  # noqa: E402, F401 - it calls register() here, unless it came first

from dealwatch.testing.strategies.dossier import dossiers  # noqa: E402
from dealwatch.testing.strategies.ledger import claims, ledgers, reports  # noqa: E402
from dealwatch.testing.strategies.table import STRATEGIES  # noqa: E402
from dealwatch.testing.strategies.telling import Told, hostile_texts, told_reports  # noqa: E402
from dealwatch.testing.strategies.values import bounds, money, periods, quantities, readings, subjects  # noqa: E402

__all__ = [
    "STRATEGIES",
    "Told",
    "bounds",
    "claims",
    "dossiers",
    "hostile_texts",
    "ledgers",
    "money",
    "periods",
    "quantities",
    "readings",
    "register",
    "reports",
    "subjects",
    "told_reports",
]
