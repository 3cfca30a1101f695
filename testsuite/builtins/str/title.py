"""title() raises the first letter of each run of letters and lowers the others."""
print("aBC dEF".title(), "1ab-c".title(), "it's".title())
