"""Does this board speak Python as CPython does?  See README.md."""

from importlib.metadata import version

__version__ = version("pytest-onboard")
