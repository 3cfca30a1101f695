"""Makes a checkout behave as an installation does."""

# pytester runs whole pytest sessions for the harness's own tests.
pytest_plugins = ["harness.plugin", "pytester"]
