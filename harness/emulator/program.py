"""A firmware's wasm, compiled."""

import contextlib
from typing import cast

import wasmtime

from harness.emulator import companion


class Program:
    """The compiled modules of one firmware.

    It has an engine of its own, since the epochs by which a machine is stopped belong to the
    engine: stopping a machine stops every other one of the same program that runs at that moment.
    wasmtime keeps compiled code on disk, so one more engine costs about 10 ms.
    Raises `wasmtime.WasmtimeError` where `firmware` is not wasm.
    """

    def __init__(self, firmware: bytes) -> None:
        config = wasmtime.Config()
        config.consume_fuel = True
        config.epoch_interruption = True
        config.wasm_exceptions = True
        with contextlib.suppress(wasmtime.WasmtimeError):  # no home to write to: only slower
            config.cache = True
        self.engine = wasmtime.Engine(config)
        self.micropython = wasmtime.Module(self.engine, firmware)
        exports = {each.name: each.type for each in self.micropython.exports}
        table = cast("wasmtime.TableType", exports["__indirect_function_table"])
        texts = companion.texts_for(
            [_import(each) for each in self.micropython.imports],
            restore_stack=(exports.keys() & {"stackRestore", "_emscripten_stack_restore"}).pop(),
            table_size=table.limits.min,
        )
        self.text_hash = texts.text_hash
        self.companion = wasmtime.Module(self.engine, texts.companion)
        self.binder = wasmtime.Module(self.engine, texts.binder)


def _import(wanted: wasmtime.ImportType) -> companion.Import:
    kind = cast("wasmtime.FuncType", wanted.type)
    return companion.Import(
        str(wanted.name),
        tuple(str(each) for each in kind.params),
        tuple(str(each) for each in kind.results),
    )
