"""Makes a checkout behave as an installation does."""

pytest_plugins = ["harness.plugin"]
