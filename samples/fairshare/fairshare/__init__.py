"""Splits a restaurant bill among friends, to the cent."""
