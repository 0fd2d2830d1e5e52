"""Codebooks as tables (PLOVER, CAMEO, ACLED, UCDP, crosswalks) and the named rules that code an event in each."""

from musnad.codebook.coding import Adjustment, Coded, adjust_plover, code_acled, code_cameo, code_ucdp
from musnad.codebook.crosswalk import Difference, crosswalk, differences
from musnad.codebook.event import CodedEvent, Decision, Party
from musnad.codebook.load import load_codebook
from musnad.codebook.tables import AcledBook, Cameo, Crosswalk, Plover, Ucdp

__all__ = [
    "AcledBook", "Adjustment", "Cameo", "Coded", "CodedEvent", "Crosswalk", "Decision", "Difference", "Party", "Plover",
    "Ucdp", "adjust_plover", "code_acled", "code_cameo", "code_ucdp", "crosswalk", "differences", "load_codebook",
]  # fmt: skip
