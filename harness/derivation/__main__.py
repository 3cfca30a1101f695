"""Derives the cases of one module of CPython's test suite.

Run by a path under the reference: `__main__.py MODULE OUTFILE [--unshaken]`.  OUTFILE is written
whole or not at all; its format is described where it is read, in `harness.suite.derivations`.
"""

import sys
from pathlib import Path
from types import ModuleType

if __name__ == "__main__":
    # This room as a package of its own: what else the project has is not to be found from here.
    package = ModuleType("harness")
    package.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["harness"] = package
    sys.path.pop(0)
    from harness.derivation.module import main

    sys.exit(main(sys.argv[1:]))
