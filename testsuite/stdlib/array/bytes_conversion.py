"""tobytes() and frombytes() convert between an array and its bytes."""
from array import array

a = array("B", [1, 2])
a.frombytes(b"\x03\xff")
print(a.tobytes(), list(a), bytes(a), a.tolist())
