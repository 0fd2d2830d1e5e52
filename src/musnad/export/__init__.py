"""Records out to the field's formats. No export turns a claim into a fact, and none names a private person unasked."""

from musnad.export.formats import FORMATS, Format, Request, export, format_named

__all__ = ["FORMATS", "Format", "Request", "export", "format_named"]
