"""The archive: what was read, kept with its originals, an audited memory that can be asked. `Archive` is the door."""
