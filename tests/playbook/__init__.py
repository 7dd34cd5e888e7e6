"""Tests of negotiator.playbook, a module a module."""
