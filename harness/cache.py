"""Where what is costly to get again is kept: firmware, and the reference's answers."""

import os
from pathlib import Path

import platformdirs


def cache_path() -> Path:
    """Give the user's cache folder for onboard, or the environment's `ONBOARD_CACHE`."""
    chosen = os.environ.get("ONBOARD_CACHE")
    return Path(chosen) if chosen else platformdirs.user_cache_path("onboard")
