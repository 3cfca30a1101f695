"""A conditional expression evaluates its condition first and one branch only."""
def say(x):
    print("say", x)
    return x


print(say("yes") if say(1) else say("no"))
print(say("yes") if say(0) else say("no"))
print(1 if 0 else 2 if 0 else 3)
