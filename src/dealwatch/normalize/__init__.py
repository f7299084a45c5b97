"""How text becomes a value: pure functions from (text, context) to Readings and Mentions.

`read_x` takes a string that is one expression and gives a Reading; `find_x` takes a text or a Report and gives Mentions.
Before: `domain/`, which says what the values are. After: `extract/`, which makes claims of them.
Files: context (what the text itself does not say), cldr (the lexicons of all locales), money, quantity, dates, fiscal, rates,
names, and `data/` with what CLDR lacks, a source per row.
"""
