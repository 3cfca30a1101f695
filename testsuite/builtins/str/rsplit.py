"""rsplit() counts its splits from the right."""
print("a,b,c".rsplit(",", 1), "a,b,c".rsplit(","), "a,,b".rsplit(",", 1))
print(" a  b  c ".rsplit(None, 1), " a b ".rsplit())
