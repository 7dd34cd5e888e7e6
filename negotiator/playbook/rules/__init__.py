"""What a senior maintainer looks for in a playbook, one small function a rule."""
