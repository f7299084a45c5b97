"""How a report's statements are read, from words to chains of sources. `attribution`, `modality` and `answers` stand on it.

In order: `cues` (the tables of a language), `scene` (a page as the reading needs it), `speakers` (noun phrases that name who
speaks), `statement` (the value), `fillers` and `contents` (what stands beside and what is said), `verbs`, `tags` and `quoted`
(one cue each), `phrases` (what a source phrase holds), `statements` (the passes over a page), `antecedents` (who was
named before), `chains` (whom the phrases mean).

The words are all in `data/said/`, a folder a language; the order of the words that the frames expect is that of English and of
languages like it (subject, verb of saying, what is said; or what is said, a comma, and either order of the two).
"""
