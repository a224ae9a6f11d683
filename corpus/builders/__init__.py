"""Builders of the example corpus: one module for each kind of file."""
