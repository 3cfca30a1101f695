"""After a colon an f-string holds a format specification, as format() takes it."""
print(f"{5:3d}|{5:<3}|{5:^3}|{5:03}|{255:x}|{255:#b}|{0.5:.2f}|{'ab':*^6}|")
