"""Musnad reads published news of armed conflict into sourced records."""
