"""How a name is read: legal forms, words that distinguish little, and spellings of one sound. `names` uses it."""
