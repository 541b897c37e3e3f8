"""The partnership's own settings, shown and changed by any coordinator."""
