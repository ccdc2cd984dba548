#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Measure Satchel beside other programs on the same data in the same run: `make bench`.

    bench.py --satchel PATH [--rows 1000000] [--runs 3] [--only PART,…] [--folder FOLDER] [--json FILE] [--doc FILE]

Parts: import, export, save, search, list, terminal, line, prove, growth. All but the last two need the store of import.
Prints a table, writes JSON, and with --doc puts the table into a document between its two marks.
"""
import argparse
import datetime
import json
import os

import measuring
import products
import screens
import slowline
import stores

PARTS = ["import", "export", "save", "search", "list", "terminal", "line", "prove", "growth"]
PEERS = ["sqlite3", "sqlite-utils", "less", "tig", "vd"]
MARKS = ("<!-- figures: written by make bench -->", "<!-- end of figures -->")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--satchel", required=True)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--folder", default=".build/bench")
    parser.add_argument("--json")
    parser.add_argument("--doc")
    options = parser.parse_args()
    options.only = options.only.split(",")
    options.satchel, options.folder = os.path.abspath(options.satchel), os.path.abspath(options.folder)
    options.json = options.json or os.path.join(options.folder, "figures.json")
    return options


def data(folder, count):
    """The products of a size; written once."""
    path = os.path.join(folder, f"products-{count}.csv")
    if not os.path.exists(path):
        print(f"writing {count:,} products", flush=True)
        with open(path + ".new", "w", encoding="utf-8", newline="") as file:
            products.write(file, count)
        os.rename(path + ".new", path)
    return path


def measure(options, figures, peers):
    file = data(options.folder, options.rows)
    satchel = stores.Satchel(options.satchel, options.folder, "bench")
    works = {
        "import": lambda: stores.importing(figures, satchel, file, options.runs, peers, options.folder),
        "export": lambda: stores.exporting(figures, satchel, options.runs, options.folder),
        "save": lambda: stores.saving(figures, satchel, options.rows),
        "search": lambda: stores.searching(figures, satchel),
        "list": lambda: stores.listing(figures, satchel, options.runs),
        "terminal": lambda: terminal(options, figures, satchel, file, peers),
        "line": lambda: slowline.measure(figures, satchel),
        "prove": lambda: stores.proving(figures, options.satchel, options.folder, file),
        "growth": lambda: growth(options, figures),
    }
    for part in PARTS:
        if part in options.only:
            print(part, flush=True)
            works[part]()


def terminal(options, figures, satchel, file, peers):
    version = [measuring.run([options.satchel, "version"]).seconds * 1000 for _ in range(options.runs * 7)]
    figures.add("satchel version", "satchel", "ms", version, goal="≤ 5 ms")
    screens.own(figures, satchel, options.runs)
    screens.others(figures, file, options.folder, options.runs, peers)


def growth(options, figures):
    sizes = [count for count in (10_000, 100_000, 1_000_000) if count <= options.rows]
    files = [(count, data(options.folder, count)) for count in sizes]
    for satchel, count in stores.growing(figures, options.satchel, options.folder, files):
        screens.grown(figures, satchel, count, options.runs)


def write_document(path, text):
    with open(path, encoding="utf-8") as file:
        before, _, rest = file.read().partition(MARKS[0])
    after = rest.partition(MARKS[1])[2]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"{before}{MARKS[0]}\n\n{text}\n{MARKS[1]}{after}")


def main():
    options = arguments()
    os.makedirs(options.folder, exist_ok=True)
    peers = stores.installed(PEERS)
    for name in sorted(set(PEERS) - peers):
        print(f"{name} is not installed and left out")
    figures = measuring.Figures()
    measure(options, figures, peers)
    head = f"{options.rows:,} products, {stores.machine()}, {datetime.date.today().isoformat()}."
    text = f"{head}\n\n{figures.markdown()}"
    print("\n" + text)
    with open(options.json, "w", encoding="utf-8") as file:
        json.dump({"date": datetime.date.today().isoformat(), "machine": stores.machine(), "rows": options.rows,
                   "figures": figures.rows}, file, ensure_ascii=False, indent=1)
    print(f"figures: {options.json}")
    if options.doc and options.rows == 1_000_000 and set(options.only) == set(PARTS):
        write_document(options.doc, text)


if __name__ == "__main__":
    main()
