"""A specification that does not suit its value raises ValueError."""
for value, text in ((1, "{:s}"), ("a", "{:d}"), (1.5, "{:x}"), ("a", "{:+}"), (1, "{:.2}")):
    try:
        print(text.format(value))
    except ValueError:
        print("ValueError")
