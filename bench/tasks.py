"""Every task that has an adapter, by its name in tasks.json. Modules are imported when their task runs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator

from bench.common import Row

Predict = Callable[[list[Row]], Iterator[Row]]
_HOME = {
    "attribution": "says.attribution",
    "polnear": "says.polnear",
    "modality": "says.modality",
    "keyfacts": "facts.keyfacts",
    "anercorp": "anercorp.anercorp",
    "idrisi_ar/lmr": "names.idrisi_mentions",
    "re3d/mentions": "names.re3d_mentions",
    "re3d/relations": "bonds.re3d_relations",
    "idrisi_ar/lmd": "where.idrisi_places",
    "geoparsing_en/trnews": "where.english_places",
    "geoparsing_en/lgl": "where.english_places",
    "syria_gazetteer": "where.syria",
    "trafilatura_eval": "where.pages",
    "duckling_ar/time": "when.duckling_time",
    "duckling_ar/numeral": "when.duckling_number",
    "duckling_ar/ordinal": "when.duckling_number",
    "duckling_ar/duration": "when.duckling_duration",
    "recognizers_text/ar": "when.recognizers",
    "recognizers_text/en": "when.recognizers",
    "recognizers_text/fr": "when.recognizers",
    "recognizers_text/tr": "when.recognizers",
    "arabic_dates_mined/hijri": "when.hijri",
    "arabic_timex_news": "when.timex_news",
    "arabic_event_gsr/detection": "what.detection",
    "arabic_event_gsr/spans": "what.spans",
    "plover_gsr": "what.plover",
    "case2021_task2": "what.case2021",
    "petrarch_tests": "what.petrarch",
    "conflibert_en/cameo_source_target": "what.source_target",
    "ngec_actor_cases": "what.actor_codes",
    "muc4": "what.muc4",
    "ntrex_parallel/consistency": "what.consistency",
    "translit_ar_en/google_pairs": "resolve.name_pairs",
    "translit_ar_en/anetac_pairs": "resolve.name_pairs",
    "name_match_opensanctions": "resolve.name_pairs",
    "actor_lists/ucdp": "resolve.aliases",
    "ans_arabic_stance": "resolve.headlines",
    "ntrex_parallel/cluster": "resolve.parallel",
    "stories": "resolve.stories",
}


class _Tasks:
    """Task name -> its function, or None when the task's room does not exist yet."""

    def get(self, task: str) -> Predict | None:
        home = _HOME.get(task)
        if home is None:
            return None
        module, _, name = home.partition(".")
        predict: Predict = getattr(importlib.import_module(f"bench.{module}"), name)
        return predict


TASKS = _Tasks()
