"""The terminal UI: thin screens over the desk."""
