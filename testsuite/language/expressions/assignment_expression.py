"""An assignment expression binds its name and gives the value."""
print((n := 5) + n)
data = [1, 2, 3]
while (item := data.pop()) > 1:
    print("item", item)
print(item, data, [y := 1, y + 1])
