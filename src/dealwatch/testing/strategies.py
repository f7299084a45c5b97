"""Hypothesis strategies for the domain."""

from __future__ import annotations


def register() -> None:
    """Register the strategies with Hypothesis."""
