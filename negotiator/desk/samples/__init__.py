"""The sample deals, one TOML file each, and how a line of one becomes entries."""
