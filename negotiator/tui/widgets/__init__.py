"""The regions of the screens, one module each."""
