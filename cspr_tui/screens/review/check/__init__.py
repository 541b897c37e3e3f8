"""The export check: what was found, settled one by one, read cold, let out."""
