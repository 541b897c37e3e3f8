"""The export check: a report is exported once each of its findings is settled."""
