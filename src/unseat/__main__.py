"""`python -m unseat`."""

import sys

from unseat.cli import main

sys.exit(main())
