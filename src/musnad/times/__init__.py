"""times: when? Dates, periods and durations as intervals, in EDTF, with what they were counted from."""

from musnad.times.find import find_times
from musnad.times.precision import acled_time_precision, ucdp_date_prec

__all__ = ["acled_time_precision", "find_times", "ucdp_date_prec"]
