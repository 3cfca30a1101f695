"""Numbers that are equal have equal hashes, whatever their types."""
print(hash(1) == hash(1.0), hash(1) == hash(True), hash(0) == hash(-0.0), hash(-3) == hash(-3.0))
print({1: "int"}[1.0], {2.0: "float"}[2], {True: "bool"}[1])
