"""max() and min() give the first of several equal items."""
print(max(1, 1.0, True), max(1.0, 1), min([0, False, 0.0]))
words = ["bb", "aa", "c", "dd", "e"]
print(max(words, key=len), min(words, key=len), max("ab", "b"), min(words))
