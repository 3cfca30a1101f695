"""casefold() makes texts comparable that lower() leaves different."""
print("STRASSE".casefold() == "stra\xdfe".casefold(), "STRASSE".lower() == "stra\xdfe".lower())
