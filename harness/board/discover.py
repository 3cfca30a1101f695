"""Which of this machine's serial ports look like boards."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from serial.tools import list_ports
from serial.tools.list_ports_common import ListPortInfo

# USB vendor ids, from usb.org's list and the makers' own pages.  A vendor with a product given
# makes much else besides boards.
MAKERS: Final[dict[tuple[int, int | None], str]] = {
    (0xF055, None): "MicroPython",
    (0x2E8A, None): "Raspberry Pi",
    (0x239A, None): "Adafruit",
    (0x303A, None): "Espressif",
    (0x0D28, 0x0204): "Arm DAPLink (micro:bit)",
    (0x2341, None): "Arduino",
    (0x2A03, None): "Arduino",
    (0x0694, None): "LEGO",
    (0x1366, None): "SEGGER J-Link",
    (0x0483, 0x374B): "ST-LINK",
    (0x16C0, 0x0483): "Teensy",
    (0x1B4F, None): "SparkFun",
    (0x1A86, None): "WCH (CH340)",
    (0x10C4, 0xEA60): "Silicon Labs (CP210x)",
    (0x0403, None): "FTDI",
}


@dataclass(frozen=True)
class BoardPort:
    """A serial port with what may be a board behind it.

    `maker` is the vendor of the USB chip: of the board itself, or of the bridge in front of it.
    """

    device: str
    maker: str
    description: str
    vid: int
    pid: int
    serial_number: str | None

    @property
    def usb_id(self) -> str:
        """`vid:pid` in hexadecimal, as `lsusb` prints it."""
        return f"{self.vid:04x}:{self.pid:04x}"


def find_boards() -> list[BoardPort]:
    """Every serial port of this machine whose USB id is a board's, by device name."""
    return boards_among(list_ports.comports())


def boards_among(ports: Iterable[ListPortInfo]) -> list[BoardPort]:
    """Choose the ports whose USB id is in `MAKERS`, by device name."""
    found = []
    for port in ports:
        if port.vid is None or port.pid is None:
            continue
        maker = MAKERS.get((port.vid, port.pid)) or MAKERS.get((port.vid, None))
        if maker is not None:
            found.append(
                BoardPort(
                    port.device, maker, port.description, port.vid, port.pid, port.serial_number
                )
            )
    return sorted(found, key=lambda board: board.device)
