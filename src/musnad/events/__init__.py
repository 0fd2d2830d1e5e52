"""events: what happened, by whom, to whom, how many, where and when?"""

from musnad.events.find import find_events

__all__ = ["find_events"]
