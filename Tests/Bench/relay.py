#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run a program behind a slow line: `relay.py ROUND_TRIP_MS KBITS COMMAND…`.

What passes in either direction comes half a round trip later, and no faster than the line carries it.
"""
import collections
import fcntl
import os
import pty
import select
import signal
import sys
import termios
import time
import tty

READ_MAX = 1 << 16
PIECE = 64  # bytes that arrive together


class Lane:
    """One direction: when what entered it comes out."""

    def __init__(self, delay, bytes_per_s):
        self.delay, self.bytes_per_s = delay, bytes_per_s
        self.free_at = 0.0
        self.pieces = collections.deque()

    def put(self, data):
        for start in range(0, len(data), PIECE):
            piece = data[start:start + PIECE]
            self.free_at = max(self.free_at, time.perf_counter()) + len(piece) / self.bytes_per_s
            self.pieces.append((self.free_at + self.delay, piece))

    def due(self):
        return self.pieces[0][0] - time.perf_counter() if self.pieces else None

    def take(self):
        parts = []
        while self.pieces and self.pieces[0][0] <= time.perf_counter():
            parts.append(self.pieces.popleft()[1])
        return b"".join(parts)


def main():
    delay, rate = float(sys.argv[1]) / 2000, float(sys.argv[2]) * 1000 / 8
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, b"\0" * 8)
    process, descriptor = pty.fork()
    if process == 0:
        os.execvp(sys.argv[3], sys.argv[3:])
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, size)
    os.kill(process, signal.SIGWINCH)
    tty.setraw(0)
    lanes = {0: (Lane(delay, rate), descriptor), descriptor: (Lane(delay, rate), 1)}
    signal.signal(signal.SIGTERM, lambda *_: os.kill(process, signal.SIGTERM))
    open_ends = {0, descriptor}
    while descriptor in open_ends or lanes[descriptor][0].pieces:
        waits = [due for lane, _ in lanes.values() if (due := lane.due()) is not None]
        ready = select.select(list(open_ends), [], [], max(0, min(waits)) if waits else None)[0]
        for end in ready:
            try:
                data = os.read(end, READ_MAX)
            except OSError:
                data = b""
            lanes[end][0].put(data) if data else open_ends.discard(end)
        for lane, target in lanes.values():
            data = lane.take()
            if data:
                os.write(target, data)
    os.waitpid(process, 0)


if __name__ == "__main__":
    main()
