"""`python -m pipelines.cli` is `plumbline`."""

import sys

from pipelines.cli import main

sys.exit(main())
