"""Tests of negotiator.playbook.exchange."""
