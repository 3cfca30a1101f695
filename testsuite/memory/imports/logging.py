# The module logging can be imported and has getLogger.
import logging

print(hasattr(logging, "getLogger"))
