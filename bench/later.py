"""Tasks whose rooms are still to be built (the archive's resolution, the stories): they print nothing, and say so."""

LATER = (
    "translit_ar_en/google_pairs", "translit_ar_en/anetac_pairs", "name_match_opensanctions", "actor_lists/ucdp",
    "ans_arabic_stance", "ntrex_parallel/cluster", "stories",
)  # fmt: skip
