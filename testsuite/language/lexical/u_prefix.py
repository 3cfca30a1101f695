"""The prefix u makes an ordinary string."""
print(u"abc" == "abc", type(u"abc") is str, len(U"\x41"))
