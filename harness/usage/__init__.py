"""How often real code uses each feature of Python, and which case tells about which feature."""
