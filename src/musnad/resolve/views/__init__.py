"""Views: what the archive knows across documents, as plain answers to one question each. They only read."""
