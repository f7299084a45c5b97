"""`python -m dealwatch.testing FOLDER [--write] NAME=MODULE:FUNCTION ...`: golden reports, compared or written anew.

A name alone is a built-in or an installed extractor; without any, the built-in ones run. Exit code 0: the claims are the reviewed
ones, or were written; 1: they differ; 2: the command was not understood.
"""

from __future__ import annotations

import argparse
import sys
from collections import ChainMap
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import cast

from dealwatch.errors import DealwatchError, ExtractorError
from dealwatch.extract import BUILT_IN
from dealwatch.extract.plugins import Extractor, installed_extractors
from dealwatch.testing.golden import check_golden, write_golden


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m dealwatch.testing", description="Compare golden reports, or write them anew."
    )
    parser.add_argument("folder", metavar="FOLDER", help="reports, and beside each its reviewed claims")
    parser.add_argument("extractors", nargs="*", metavar="NAME=MODULE:FUNCTION", help="or the name of an installed extractor")
    parser.add_argument(
        "--write", action="store_true", help="write what is claimed now; review the difference before you keep it"
    )
    options = parser.parse_intermixed_args(arguments)
    try:
        extractors = dict(map(_named, options.extractors)) or BUILT_IN
        if options.write:
            print(*write_golden(options.folder, extractors), sep="\n")
        else:
            check_golden(options.folder, extractors)
    except DealwatchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _named(said: str) -> tuple[str, Extractor]:
    """The name of an extractor and the callable, from how a command line says it."""
    name, equals, where = said.partition("=")
    if not equals:
        known: Mapping[str, Extractor] = ChainMap({**BUILT_IN}, installed_extractors())  # type: ignore[arg-type]
        if name not in known:
            raise ExtractorError(f"no extractor {name!r}; say NAME=MODULE:FUNCTION, or one of {', '.join(sorted(known))}")
        return name, known[name]
    module, colon, function = where.partition(":")
    if not (name and module and colon and function):
        raise ExtractorError(f"{said!r} does not say where the extractor is; write it as closures@1=closures:closures")
    try:
        found = getattr(import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise ExtractorError(f"{said}: {error}") from error
    if not callable(found):
        raise ExtractorError(f"{said}: this is no callable but a {type(found).__name__}")
    return name, cast("Extractor", found)


if __name__ == "__main__":
    sys.exit(main())
