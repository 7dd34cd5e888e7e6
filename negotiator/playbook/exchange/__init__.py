"""Playbooks in the formats of others: spreadsheets (CSV) and the Open Playbook Format (JSON).

Each direction is a pure function from one form to the other, and tells what the other cannot hold.
"""
