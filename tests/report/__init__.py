"""The documents people exchange."""
