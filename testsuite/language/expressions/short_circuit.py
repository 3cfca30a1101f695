"""and and or evaluate their right operand only if the left does not decide."""
def say(x):
    print("say", x)
    return x


print(say(0) and say(1))
print(say(1) or say(2))
print(say(0) or say(1) and say(2))
