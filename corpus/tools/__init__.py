"""Reads corpus/passages: `parse` (objects with exact spans), `check`, `coverage`, `build` (records of the wire), `agreement`."""
