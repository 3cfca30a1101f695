"""The variable of a for loop keeps its last value; without a round it is not bound."""
for i in range(5):
    i = i * 10
print(i)
for j in []:
    pass
try:
    print(j)
except NameError:
    print("NameError")
