"""Where the names stand: the chunker.

A name is a run of capitalised words with what belongs between them ("Ash & Sons", "Bank of Elm", "Oak (Australia) Ltd"). The
text is gone over twice: the first pass sees which words stand alone inside a sentence, the second uses that to decide whether
"and" joins two words of one name or two names, and whether the first word of a sentence is a name at all. Each file builds on
the one before it: `written`, `ends`, `begins`, `finding`.
"""

from __future__ import annotations

from dealwatch.extract.chunks.finding import find_chunks as find_chunks
