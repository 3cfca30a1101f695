# A traffic light is a class whose methods are its states.
class Light:
    def __init__(self):
        self.state = self.red
        self.log = []

    def red(self, waited):
        self.log.append("red")
        return self.green if waited >= 3 else self.red

    def green(self, waited):
        self.log.append("green")
        return self.red if waited >= 2 else self.green


light = Light()
for waited in (1, 2, 3, 1, 2, 0, 3, 3):
    light.state = light.state(waited)
print(light.log[-1], light.log.count("red"))
print(light.log)
