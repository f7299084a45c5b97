"""How an amount is read: the numbers, the words around them, and the matcher over both. `money` and `quantity` use it."""
