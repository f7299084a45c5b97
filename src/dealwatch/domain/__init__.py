"""What things are: frozen values that know their own invariants, and nothing of parsing, clocks, locales or files.

Read in this order: words (the closed vocabularies), report (Span, Evidence, Report), reading (what words may mean), bounds,
money, quantity, dates, subject, values (and how two lie to each other), attributes (the table), attribution, modality,
claim, ledger (all that was claimed), deal (what it adds up to). canonical is where ids come from.
Before: nothing but errors. After: `normalize/` makes values from text, `extract/` claims from reports, `merge/` dossiers.
"""
