"""The screens, driven key by key as a person would."""
