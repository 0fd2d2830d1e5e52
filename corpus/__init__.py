"""The project's own annotated passages (CC BY 4.0) and the tools that read, check and count them."""
