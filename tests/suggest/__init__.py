"""From words to suggestions."""
