"""capitalize() raises the first letter and lowers the others."""
print("aBC dEF".capitalize(), "1ABC".capitalize(), repr("".capitalize()))
