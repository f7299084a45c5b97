"""How to find the parties around a word of a sentence, one file a direction, each built on the one before it.

`phrases`: what a row knows of its words. `subjects`: to the left. `parties`: behind a preposition. `objects`: behind a verb.
"""

from __future__ import annotations

from dealwatch.extract.clauses.objects import Finder as Finder
