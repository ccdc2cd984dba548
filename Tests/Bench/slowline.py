# SPDX-License-Identifier: Apache-2.0
"""What is measured over a slow line: how far the screen lags behind keys that do not wait for it."""
import os
import re
import sys
import time

import measuring
from terminal import KEYS, Program

ROUND_TRIP_MS, KBITS = 150, 56
KEYS_PER_S = 20      # a key held down, or a fast typist
MOVES = 60
WORDS = "sock yarn moss"
RELAY = os.path.join(os.path.dirname(__file__), "relay.py")


def behind(command):
    return [sys.executable, RELAY, str(ROUND_TRIP_MS), str(KBITS), *command]


class Typist:
    """Writes keys at their own pace and keeps what came back with its time."""

    def __init__(self, program):
        self.program, self.written, self.came = program, [], []

    def type(self, keys):
        for key in keys:
            self.written.append(time.perf_counter())
            os.write(self.program.descriptor, KEYS.get(key, key).encode())
            self._read(1 / KEYS_PER_S)
        self._read(3)
        return self

    def _read(self, seconds):
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            data = self.program._read(left)
            if data:
                self.came.append((self.program.latest, data))

    def lags(self, shows):
        """Milliseconds from each key until the screen shows what follows from it; `shows` answers how many keys a
        screen has followed."""
        times, followed = [], 0
        for at, data in self.came:
            self.program._show(data)
            while followed < min(shows(self.program.screen.display), len(self.written)):
                times.append((at - self.written[followed]) * 1000)
                followed += 1
        if followed < len(self.written):
            raise SystemExit(f"of {len(self.written)} keys the screen followed {followed}")
        return times


def order(satchel, count):
    """The SKUs of the first rows of the list."""
    output = satchel("list", "products", "--columns", "sku", "--limit", str(count), "--json").output
    return re.findall(r"SKU-\d+", output)


def cursor(display, skus):
    """How many rows the cursor has gone down."""
    marked = [line for line in display if line.startswith("▌")]
    found = re.search(r"SKU-\d+", marked[0]) if marked else None
    return skus.index(found.group()) if found and found.group() in skus else 0


def echo(display, text):
    """How many letters of a text stand in the filter line."""
    line = next((line for line in display if line.startswith("/")), "")
    return next((count for count in range(len(text), 0, -1) if line[1:].strip().startswith(text[:count].strip())), 0)


def measure(figures, satchel):
    command = behind([satchel.binary, "--store", satchel.store, "--fresh"])
    environment = {**satchel.environment, "SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}
    work = f"over {ROUND_TRIP_MS} ms and {KBITS} kbit/s"
    goal = f"≤ {2 * ROUND_TRIP_MS} ms"
    skus = order(satchel, MOVES + 1)
    with Program(command, environment=environment) as program:
        program.screen.write_process_input = lambda text: os.write(program.descriptor, text.encode())
        figures.add(f"{work}: start to first screen", "satchel", "ms", [program.wait_for("SKU-")])
        program.settle(1500)
        lags = Typist(program).type(["down"] * MOVES).lags(lambda display: cursor(display, skus))
        report(figures, f"{work}: {KEYS_PER_S} moves a second, lag", lags, goal)
        program.press("/", 1000)
        lags = Typist(program).type(WORDS).lags(lambda display: echo(display, WORDS))
        report(figures, f"{work}: {KEYS_PER_S} letters a second, lag", lags, goal)


def report(figures, work, lags, goal):
    figures.add(f"{work}, p50", "satchel", "ms", [measuring.median(lags)])
    figures.add(f"{work}, most", "satchel", "ms", [max(lags)], goal=goal)
