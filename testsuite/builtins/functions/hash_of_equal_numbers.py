"""Numbers that are equal have equal hashes, whatever their types."""
print(hash(1) == hash(1.0) == hash(True), hash(0) == hash(-0.0) == hash(False))
print(hash(2 ** 70) == hash(float(2 ** 70)), hash(-3) == hash(-3.0))
print({1: "int", 1.0: "float", True: "bool"})
