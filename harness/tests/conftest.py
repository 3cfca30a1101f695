"""How the harness's own tests look for examples."""

import os

from hypothesis import settings

# A busy host makes no test fail.  In CI the same commit always has the same examples; elsewhere
# every run looks for others.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")
