"""One unit is a list of eight short-lived lists, a string and a tuple."""
def run(n):
    total = 0
    for i in range(n):
        lists = [[k, k] for k in range(8)]
        text = "%d items" % len(lists)
        total += len((text, lists[7], i))
    print(total)
