"""Faults that hit the agent's process: a short while of each in the test suite, for long by `make torture`."""
