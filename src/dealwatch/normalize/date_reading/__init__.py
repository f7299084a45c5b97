"""How a date is read: the words, the grammar over them, and what a day means in its text. `dates` uses it."""
