# Generators read, smooth and pack samples one after the other.
def samples(count):
    for i in range(count):
        yield (i * i) % 17


def smooth(source, last):
    for value in source:
        last = (last + value) // 2
        yield last


def packets(source, size):
    packet = []
    for value in source:
        packet.append(value)
        if len(packet) == size:
            yield sum(packet), packet
            packet = []
print([total for total, packet in packets(smooth(samples(24), 8), 4)])
