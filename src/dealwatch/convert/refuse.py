"""Where something is refused, and why: the path grows from the inside out, as an error rises through the value."""

from __future__ import annotations

from typing import Any

from dealwatch.errors import LoadError


class DuplicateKey(dict[str, Any]):
    """An object in which a key stands twice. It is no plain dict, so whoever needs an object refuses it, at its place."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class Refused(Exception):
    """What is wrong at one place of a JSON value; `load` turns it into a LoadError."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path: list[str | int] = []

    @classmethod
    def needs(cls, what: str, found: object) -> Refused:
        """Say what stands there, and what is needed."""
        return cls(f"{_shown(found)} where {what} is needed")

    def at(self, place: str | int) -> Refused:
        """Say that it stands in this key, or at this index, of what is around it."""
        self.path.append(place)
        return self

    def as_load_error(self) -> LoadError:
        """Return the error that a caller sees."""
        path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in reversed(self.path))
        return LoadError(f"${path}: {self.reason}")


def _shown(found: object) -> str:
    if isinstance(found, DuplicateKey):
        return f"an object with the key {found.key[:40]!r} twice"
    if isinstance(found, dict | list):
        return "an object" if isinstance(found, dict) else "a list"
    if found is None or isinstance(found, bool):
        return {None: "null", True: "true", False: "false"}[found]
    shown = repr(found)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
