"""`python -m symbolic` is the command `symbolic`."""

import sys

from symbolic.cli import main

if __name__ == "__main__":
    sys.exit(main())
