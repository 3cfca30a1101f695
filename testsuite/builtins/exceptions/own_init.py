"""An exception's class may have its own __init__, attributes and __str__."""
class Fault(Exception):
    def __init__(self, code, where):
        super().__init__(code)
        self.where = where

    def __str__(self):
        return "code %d at %s" % (self.args[0], self.where)


try:
    raise Fault(7, "here")
except Fault as e:
    print(e, e.args, e.where)
