# SPDX-License-Identifier: Apache-2.0
"""A program on a pseudo-terminal, watched as its user would: what it writes, when, and what it costs meanwhile."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

KEYS = {
    "down": "\x1b[B", "up": "\x1b[A", "right": "\x1b[C", "left": "\x1b[D", "pgdn": "\x1b[6~", "pgup": "\x1b[5~",
    "home": "\x1b[H", "end": "\x1b[F", "enter": "\r", "esc": "\x1b", "tab": "\t", "bspace": "\x7f",
}
APPLICATION_CURSOR_KEYS = 1 << 5  # pyte's number of the private mode 1
READ_MAX = 1 << 16


class Answer:
    """What followed a key: milliseconds to the first and to the last byte, and how many bytes."""

    def __init__(self, first_ms, last_ms, size):
        self.first_ms, self.last_ms, self.size = first_ms, last_ms, size


class Program:
    def __init__(self, command, columns=120, rows=40, environment=None, folder=None):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.is_running = True
        self.size = 0
        self.started = self.latest = time.perf_counter()
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            if folder:
                os.chdir(folder)
            os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **(environment or {})})
            os.execvp(command[0], command)
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def _read(self, seconds):
        if not self.is_running or not select.select([self.descriptor], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.descriptor, READ_MAX)
        except OSError:
            data = b""
        self.latest = time.perf_counter()
        self.is_running = bool(data)
        self.size += len(data)
        return data

    def _show(self, data):
        try:
            self.stream.feed(data)
        except Exception:  # the emulator does not know every sequence
            pass

    def wait_for(self, text, seconds=60):
        """Milliseconds from the start until the screen shows a text; None when it does not."""
        end = time.perf_counter() + seconds
        while self.is_running and time.perf_counter() < end:
            self._show(self._read(0.05))
            if any(text in line for line in self.screen.display):
                return (self.latest - self.started) * 1000
        return None

    def settle(self, quiet_ms=300, seconds=120):
        """Reads until nothing has come for a while; milliseconds from the start to the last byte."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            data = self._read(quiet_ms / 1000)
            if not data:
                break
            self._show(data)
        return (self.latest - self.started) * 1000

    def press(self, key, quiet_ms=40, seconds=60):
        """Writes a key (a name of KEYS or a character) and reads until a pause ends the answer; None without one."""
        text = KEYS.get(key, key)
        if APPLICATION_CURSOR_KEYS in self.screen.mode and len(text) == 3 and text[2] in "ABCDHF":
            text = text.replace("[", "O")
        start, first, parts = time.perf_counter(), None, []
        os.write(self.descriptor, text.encode())
        end = start + seconds
        while time.perf_counter() < end:
            data = self._read(quiet_ms / 1000)
            if not data:
                break
            first = first or self.latest
            parts.append(data)
        last = self.latest
        for part in parts:  # after the measuring: emulation is slower than the program
            self._show(part)
        if first is None:
            return None
        return Answer((first - start) * 1000, (last - start) * 1000, sum(map(len, parts)))

    def press_until(self, key, *texts, seconds=10):
        """Writes a key and reads until a line of the screen holds some texts; milliseconds to the bytes that brought
        them, or None."""
        start = time.perf_counter()
        os.write(self.descriptor, KEYS.get(key, key).encode())
        while self.is_running and time.perf_counter() < start + seconds:
            self._show(self._read(0.05))
            if any(all(text in line for text in texts) for line in self.screen.display):
                return (self.latest - start) * 1000
        return None

    def memory_mb(self):
        """Peak resident memory."""
        with open(f"/proc/{self.process}/status", encoding="ascii", errors="replace") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM")) / 1024

    def idle(self, seconds):
        """What it costs to do nothing: bytes written, share of a CPU in per cent, wake-ups a second."""
        self.settle()
        before, size, start = self._usage(), self.size, time.perf_counter()
        while time.perf_counter() < start + seconds:
            self._show(self._read(0.2))
        after, passed = self._usage(), time.perf_counter() - start
        ticks, switches = after[0] - before[0], after[1] - before[1]
        return {"bytes": self.size - size, "cpu_percent": 100 * ticks / os.sysconf("SC_CLK_TCK") / passed,
                "wakeups_per_s": switches / passed}

    def _usage(self):
        """Ticks of CPU and voluntary switches, over all threads."""
        with open(f"/proc/{self.process}/stat", encoding="ascii", errors="replace") as file:
            fields = file.read().rpartition(")")[2].split()
        switches = 0
        for thread in os.listdir(f"/proc/{self.process}/task"):
            with open(f"/proc/{self.process}/task/{thread}/status", encoding="ascii", errors="replace") as file:
                switches += next(int(line.split()[1]) for line in file if line.startswith("voluntary_ctxt"))
        return int(fields[11]) + int(fields[12]), switches

    def close(self):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self.process, number)
            except ProcessLookupError:
                break
            for _ in range(20):
                try:
                    if os.waitpid(self.process, os.WNOHANG)[0]:
                        number = None
                        break
                except ChildProcessError:
                    number = None
                    break
                time.sleep(0.05)
            if number is None:
                break
        os.close(self.descriptor)
