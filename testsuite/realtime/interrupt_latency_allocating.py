"""Ctrl-C ends a loop that allocates, and the program goes on after it."""
kept = [None] * 16
try:
    print("ready")
    while True:
        for i in range(16):
            kept[i] = bytearray(48)
except KeyboardInterrupt:
    print("interrupted")
