"""What the exit codes of `plumbline` mean. Scripts rely on them; they change only with an entry in the changelog."""

from __future__ import annotations

OK = 0
"""Done; also where nothing had changed."""
FAILED = 1
"""It did not work, for the reason that standard error gives."""
STOPPED = 2
"""A gate stopped the release; what was published before stays as it was."""
QUARANTINED = 3
"""Published, but documents were refused and lie in quarantine."""
USAGE = 64
"""The command line was not understood."""
BROKEN_PIPE = 128 + 13
"""The reader of the output went away, as `head` does."""
INTERRUPTED = 128 + 2
"""Interrupted from the keyboard."""

# The start script itself ends with 69 (no suitable Python, or nothing could be installed), 73 (nothing can be written)
# or 75 (another start does not end).
