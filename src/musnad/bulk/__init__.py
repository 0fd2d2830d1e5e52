"""The reader over many articles: one job, a shard in and its parts out, driven by a local pool or by Spark."""

from musnad.bulk.run import Outcome, Plan, bulk

__all__ = ["Outcome", "Plan", "bulk"]
