"""Ledger to Dossier: what the claims add up to. Before: `domain/ledger.py`. After: `brief/`."""
