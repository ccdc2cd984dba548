# SPDX-License-Identifier: Apache-2.0
"""What is measured in a terminal: start, keys, bytes, memory, idling, search as you type, one save."""
import os

import measuring
import stores
from terminal import Program

QUIET_MS = 25         # a pause that ends the answer to a key
BEFORE_DETAIL_MS = 110  # a pause that ends the answer of the worker as well
WITH_DETAIL_MS = 450  # a pause that also waits for the detail that follows a resting cursor
IDLE_SECONDS = 10
MOVES, PAGES = 200, 60


def starts(figures, command, name, text, runs, environment=None, folder=None, goal=""):
    times = []
    for _ in range(runs * 3):
        with Program(command, environment=environment, folder=folder) as program:
            times.append(program.wait_for(text))
    figures.add("start to first screen", name, "ms", times, goal=goal)


def keys(figures, program, name, goals):
    """Moves, pages and jumps: milliseconds to the last byte, and bytes."""
    program.settle()
    moves = [program.press("down", QUIET_MS) for _ in range(MOVES)]
    pages = [program.press("pgdn", QUIET_MS) for _ in range(PAGES)]
    answers = [answer for answer in moves if answer]
    report(figures, "cursor down", name, [answer.last_ms for answer in answers], goals)
    figures.add("cursor down: bytes", name, "B", [measuring.median([answer.size for answer in answers])],
                goal=goals and "≤ 60")
    answers = [answer for answer in pages if answer]
    report(figures, "page down", name, [answer.last_ms for answer in answers], goals)
    figures.add("page down: bytes", name, "B", [measuring.median([answer.size for answer in answers])])


def report(figures, work, name, times, goals):
    if not times:
        return
    for share, goal in ((50, "≤ 0.4 ms"), (95, ""), (99, "≤ 3 ms")):
        figures.add(f"{work}, p{share}", name, "ms", [measuring.percentile(times, share)], goal=goals and goal)


def own(figures, satchel, runs):
    command = [satchel.binary, "--store", satchel.store]
    starts(figures, command, "satchel", "SKU-", runs, environment=satchel.environment, goal="≤ 15 ms")
    with Program(command, environment=satchel.environment) as program:
        program.wait_for("SKU-")
        program.settle(1500)
        keys(figures, program, "satchel", goals=True)
        jumps = [program.press(key, QUIET_MS) for key in ("end", "home") * 5]
        report(figures, "jump to the end and back", "satchel", [answer.last_ms for answer in jumps if answer], True)
        rests = [program.press("down", WITH_DETAIL_MS) for _ in range(20)]
        figures.add("cursor down with the detail: bytes", "satchel", "B",
                    [measuring.median([answer.size for answer in rests if answer])], goal="≤ 250")
        typing(figures, program)
        saves(figures, program)
        figures.add("memory with the list open", "satchel", "MB", [program.memory_mb()], goal="≤ 40 MB")
        idle(figures, program, "satchel")


def typing(figures, program):
    """The filter line, one search after the other, each key answered before the next."""
    times = []
    for text in stores.SEARCHES:
        program.press("/", 300)
        for letter in text:
            answer = program.press(letter, BEFORE_DETAIL_MS)
            if answer:
                times.append(answer.last_ms)
        program.settle(WITH_DETAIL_MS)
        program.press("esc", 300)
    stores.report_keys(figures, "search: as you type", "satchel", times, goal="≤ 50 ms")


def saves(figures, program):
    """A price typed into its cell: from the closing key until the screen has said that it is saved."""
    program.press("home", 300)
    program.press("right", 100)
    program.press("right", 100)
    times = []
    for number in range(20):
        program.press("down", WITH_DETAIL_MS)
        program.press("e", 100)
        price = f"{70 + number}.25"
        for letter in f"\x15{price}":
            program.press(letter, 20)
        times.append(program.press_until("enter", "Saved", f"→ {price}"))
        program.press("esc", 50)
    figures.add("save: in the program", "satchel", "ms", times, goal="≤ 1.5 × its statements")


def idle(figures, program, name):
    usage = program.idle(IDLE_SECONDS)
    figures.add("idle: bytes", name, "B", [usage["bytes"]], goal="0")
    figures.add("idle: CPU", name, "%", [usage["cpu_percent"]], goal="≤ 0.1 %")
    figures.add("idle: wake-ups", name, "/s", [usage["wakeups_per_s"]])


def repository(folder):
    """A history of 10,000 commits for tig to show."""
    path = os.path.join(folder, "history")
    if os.path.isdir(path):
        return path
    measuring.run(["git", "init", "-q", "-b", "main", path])
    lines = []
    for number in range(10_000):
        message = f"Change number {number} of the history"
        lines += ["commit refs/heads/main", f"committer A Person <a@example.org> {1_700_000_000 + number * 60} +0000",
                  f"data {len(message)}", message, "M 644 inline file.txt", f"data {len(str(number))}", str(number)]
    measuring.run(["git", "-C", path, "fast-import", "--quiet"], text="\n".join(lines) + "\n")
    return path


def others(figures, file, folder, runs, peers):
    if "less" in peers:
        starts(figures, ["less", file], "less", "SKU-", runs)
        with Program(["less", file]) as program:
            program.wait_for("SKU-")
            keys(figures, program, "less", goals=None)
            figures.add("memory with the list open", "less", "MB", [program.memory_mb()])
            idle(figures, program, "less")
    if "tig" in peers:
        history = repository(folder)
        starts(figures, ["tig"], "tig", "Change number", runs, folder=history)
        with Program(["tig"], folder=history) as program:
            program.wait_for("Change number")
            keys(figures, program, "tig", goals=None)
            figures.add("memory with the list open", "tig", "MB", [program.memory_mb()])
            idle(figures, program, "tig")
    if "vd" in peers:
        starts(figures, ["vd", file], "VisiData", "SKU-", 1)
        with Program(["vd", file]) as program:
            program.wait_for("SKU-")
            loaded = program.settle(2_000)
            figures.add("all rows at hand", "VisiData", "ms", [loaded])
            keys(figures, program, "VisiData", goals=None)
            figures.add("memory with the list open", "VisiData", "MB", [program.memory_mb()])
            idle(figures, program, "VisiData")


def grown(figures, satchel, count, runs):
    """Start and cursor on a store of some size."""
    command, name = [satchel.binary, "--store", satchel.store], f"growth, {count:,} products"
    times = []
    for _ in range(runs * 3):
        with Program(command, environment=satchel.environment) as program:
            times.append(program.wait_for("SKU-"))
    figures.add(f"{name}: start to first screen", "satchel", "ms", times)
    with Program(command, environment=satchel.environment) as program:
        program.wait_for("SKU-")
        program.settle(1000)
        answers = [program.press("down", QUIET_MS) for _ in range(MOVES)]
        figures.add(f"{name}: cursor down", "satchel", "ms", [answer.last_ms for answer in answers if answer])
