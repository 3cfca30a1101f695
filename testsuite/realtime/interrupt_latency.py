"""Ctrl-C ends a loop that computes, and the program goes on after it."""
try:
    print("ready")
    while True:
        pass
except KeyboardInterrupt:
    print("interrupted")
