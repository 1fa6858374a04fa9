"""The command line: `chuangcheng …`."""

import sys

from chuangcheng.site.cli import main

if __name__ == "__main__":
    sys.exit(main())
