"""The audit: arithmetic that a document's own numbers must obey, tried without knowing the document."""
