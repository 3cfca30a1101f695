"""Numbered and unnumbered fields in one format raise ValueError, as do single braces."""
for text in ("{} {0}", "{0} {}", "{", "}", "{0"):
    try:
        print(text.format(1, 2))
    except ValueError:
        print("ValueError")
