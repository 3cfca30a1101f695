"""A metaclass makes the class, and its methods are the class's own."""
class Meta(type):
    def __new__(mcs, name, bases, namespace):
        namespace["added"] = name.lower()
        return type.__new__(mcs, name, bases, namespace)

    def shout(cls):
        return cls.added.upper()


class Thing(metaclass=Meta):
    pass


print(Thing.added, Thing().added, Thing.shout(), type(Thing) is Meta)
print(hasattr(Thing(), "shout"))
