"""The tests mirror the packages of negotiator."""
