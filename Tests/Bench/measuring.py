# SPDX-License-Identifier: Apache-2.0
"""Runs of programs with their time and memory, and what several runs say together."""
import os
import statistics
import subprocess
import time


class Run:
    def __init__(self, seconds, cpu_seconds, memory_mb, output):
        self.seconds, self.cpu_seconds, self.memory_mb, self.output = seconds, cpu_seconds, memory_mb, output


def run(command, text=None, environment=None, output=None, folder=None):
    """Runs a command to its end; stops the measuring when it fails."""
    sink = open(output, "wb") if output else subprocess.PIPE
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.PIPE if text else subprocess.DEVNULL, stdout=sink,
                               stderr=subprocess.PIPE, env={**os.environ, **(environment or {})}, cwd=folder)
    if text:
        process.stdin.write(text.encode())
        process.stdin.close()
        process.stdin = None
    answer = process.stdout.read() if not output else b""
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if output:
        sink.close()
    if process.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{errors.decode(errors='replace')}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, answer.decode(errors="replace"))


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share / 100 * len(ordered)))]


def median(values):
    return statistics.median(values) if values else None


class Figures:
    """All that was measured: for each work and program a list of values with a unit."""

    def __init__(self):
        self.rows = []

    def add(self, work, program, unit, values, note="", goal=""):
        values = [float(value) for value in values if value is not None]
        if not values:
            return
        row = {"work": work, "program": program, "unit": unit, "median": median(values), "min": min(values),
               "max": max(values), "count": len(values), "note": note, "goal": goal}
        self.rows.append(row)
        print(f"  {work:44} {program:22} {spread(row)}", flush=True)

    def of(self, work, program):
        return next((row["median"] for row in self.rows if (row["work"], row["program"]) == (work, program)), None)

    def markdown(self, own="satchel"):
        """One row for each figure of a peer beside the own one, or for an own figure without a peer."""
        lines = ["| work | satchel | beside | its figure | ratio | goal |", "|---|---|---|---|---|---|"]
        for work in dict.fromkeys(row["work"] for row in self.rows):
            rows = [row for row in self.rows if row["work"] == work]
            mine = next((row for row in rows if row["program"] == own), None)
            peers = [row for row in rows if row["program"] != own]
            goal = mine["goal"] if mine else ""
            for peer in peers or [None]:
                ratio = mine["median"] / peer["median"] if mine and peer and peer["median"] else None
                lines.append("| " + " | ".join([
                    work, spread(mine) if mine else "–", peer["program"] if peer else "–",
                    spread(peer) if peer else "–", f"{ratio:.2f}" if ratio is not None else "–", goal or "–"]) + " |")
        return "\n".join(lines) + "\n"


def spread(row):
    """The median with its unit, and the range where there is one."""
    text = f"{number(row['median'])} {row['unit']}"
    if row["count"] > 1 and number(row["min"]) != number(row["max"]):
        text += f" ({number(row['min'])}–{number(row['max'])})"
    return text


def number(value):
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
