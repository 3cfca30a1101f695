"""translate() maps character numbers to strings, numbers or None."""
print("abcd".translate({97: "X", 98: None, 99: 100}), "abca".translate({ord("a"): "--"}))
print("hello".translate(str.maketrans("el", "ip")), "a-b".translate(str.maketrans("", "", "-")))
