"""lower() and upper() change letters only."""
print("Ab1-z".lower(), "Ab1-z".upper(), "".upper() == "")
