"""chr() and ord() are inverse over the whole range of Unicode."""
print([ord(chr(i)) for i in (0, 127, 128, 255, 256, 0x7FF, 0x800, 0xFFFF, 0x10000, 0x10FFFF)])
print(chr(97), ord("a"), len(chr(0x10FFFF)))
