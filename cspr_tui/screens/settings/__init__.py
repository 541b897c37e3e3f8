"""The partnership's own settings, seen and changed by whoever keeps reviews."""
