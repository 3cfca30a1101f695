"""Text aligns left and numbers right unless the specification says otherwise."""
print("{:4}|{:4}|{:<4}|{:>4}|{:^4}|".format("a", 1, 1, "a", "a"))
print("{:*<4}{:->4}{:_^5}|{:.2}|{:6.2}|".format("a", "b", "c", "abc", "abc"))
