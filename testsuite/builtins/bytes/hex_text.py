"""hex() and fromhex() convert bytes to hexadecimal text and back."""
print(b"\x00\xabz".hex(), bytes.fromhex("00ab 7A"), b"".hex() == "")
try:
    print(bytes.fromhex("0"))
except ValueError:
    print("ValueError")
