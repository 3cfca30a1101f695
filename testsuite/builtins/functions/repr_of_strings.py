"""repr() of a string chooses quotes and escapes so that it reads back."""
for s in ("plain", "it's", 'say "x"', "both ' and \"", "back\\slash", "a\nb\tc\rd", "\x00\x7f"):
    print(repr(s), eval(repr(s)) == s)
