# The module os can be imported and has listdir.
import os

print(hasattr(os, "listdir"))
