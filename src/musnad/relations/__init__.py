"""relations: who is bound to whom, and since when?"""

from musnad.relations.find import find_relations

__all__ = ["find_relations"]
