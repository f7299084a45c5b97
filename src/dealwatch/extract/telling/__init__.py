"""How facts are told, from words to whose they are. `facts` and `plants` stand on it.

In order: `patterns` (the words around a value, and their matcher), `rows` (the tables of facts and events), `site_words` and
`sites` (plants, mills, mines: where each is meant), `described` ("the carmaker"), `whose` (who and what a page talks of, and
whose fact some words tell), `marks` (where values and things stand).
"""
