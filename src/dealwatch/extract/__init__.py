"""Report to Claims. Before: `reports.py` and `normalize/`. After: `domain/ledger.py`, then `merge/`."""
