"""The command line, as a shell or a script uses it: a process of its own each time."""
