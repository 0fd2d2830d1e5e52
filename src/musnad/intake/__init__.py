"""Intake: bytes, files, pages and addresses become Documents, or letters that say why not."""

from musnad.intake.document import document
from musnad.intake.language import Guess, recognise
from musnad.intake.result import Known, Limits, Received

__all__ = ["Guess", "Known", "Limits", "Received", "document", "recognise"]
