"""One unit is one class made with a method and an attribute."""
def run(n):
    total = 0
    for i in range(n):
        class Made:
            size = 3

            def double(self):
                return 2 * self.size
        total += Made.size
    print(total)
