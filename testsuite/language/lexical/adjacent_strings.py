"""Adjacent string literals are joined, whatever their quotes and across lines in brackets."""
print("ab" 'cd' """ef""" r'\n')
text = ("one "
        "two "  # between the parts a comment may stand
        "three")
print(text)
print(len(b"a" b"\x00"))
