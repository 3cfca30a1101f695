"""split() without a separator splits at runs of white space and drops empty parts."""
print("  a \t b\n\nc ".split(), "".split(), "   ".split(), "abc".split())
print(" a  b  c ".split(None, 1), " a  b  c ".split(None, 0))
