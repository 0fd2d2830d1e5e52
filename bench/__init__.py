"""Measuring Musnad: predictions for the test sets beside the project, and the scorecard. Never imported by musnad."""
