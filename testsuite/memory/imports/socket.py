# The module socket can be imported and has socket.
import socket

print(hasattr(socket, "socket"))
