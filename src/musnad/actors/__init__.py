"""actors: who is who within the document, of which country and sort?"""

from musnad.actors.codes import code_actor_phrase
from musnad.actors.link import link_actors
from musnad.actors.metonym import is_metonym

__all__ = ["code_actor_phrase", "is_metonym", "link_actors"]
