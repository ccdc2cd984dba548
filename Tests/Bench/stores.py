# SPDX-License-Identifier: Apache-2.0
"""What is measured on files and stores: import, export, one save, search, sort, filter, undo, verify."""
import os
import shutil
import sqlite3
import time

import measuring

TABLE = """CREATE TABLE product(sku TEXT PRIMARY KEY, name TEXT NOT NULL, category TEXT NOT NULL, description TEXT,
    price NUMERIC, currency TEXT, barcode TEXT, quantity INTEGER, unit TEXT, weight_g INTEGER, colour TEXT,
    composition TEXT, country TEXT, reorder_level INTEGER, status TEXT)"""
SEARCHES = ["merino silk", "zürich", "yarn bowl øre", "pullover crème"]
SAVES = 30


class Satchel:
    """The program on one store, away from the configuration of whoever measures."""

    def __init__(self, binary, folder, name):
        self.binary, self.store = binary, os.path.join(folder, f"{name}.db")
        self.environment = {f"XDG_{kind}_HOME": os.path.join(folder, "xdg", kind.lower())
                            for kind in ("CONFIG", "STATE", "DATA", "CACHE")}
        self.environment |= {name: "" for name in os.environ if name.startswith("SATCHEL_")}

    def __call__(self, *words, output=None):
        return measuring.run([self.binary, "--store", self.store, *words], environment=self.environment, output=output)

    def make(self):
        remove(self.store)
        measuring.run([self.binary, "init", self.store, "--name", "Bench", "--currency", "EUR"],
                      environment=self.environment)

    def fill(self, file):
        return self("import", file, "--into", "products", "--create-missing")


def remove(store):
    folder, name = os.path.split(store)
    for entry in os.listdir(folder):
        if entry == name or entry.startswith(name + "-") or entry.startswith(name + "."):
            os.remove(os.path.join(folder, entry))


def disk_mb(store):
    folder, name = os.path.split(store)
    return sum(os.path.getsize(os.path.join(folder, entry)) for entry in os.listdir(folder)
               if entry.startswith(name)) / 1e6


def importing(figures, satchel, file, runs, peers, folder):
    peak, size = [], []
    seconds = []
    for _ in range(runs):
        satchel.make()
        done = satchel.fill(file)
        seconds.append(done.seconds)
        peak.append(done.memory_mb)
    size.append(disk_mb(satchel.store))
    figures.add("import", "satchel", "s", seconds, goal="≤ 5 × .import, ≤ 0.25 × sqlite-utils")
    figures.add("import: peak memory", "satchel", "MB", peak, goal="≤ 150 MB")
    figures.add("import: size on disk", "satchel", "MB", size)
    target = os.path.join(folder, "peer.db")
    shell, memory = [], []
    for _ in range(runs):
        remove(target)
        measuring.run(["sqlite3", target, TABLE])
        done = measuring.run(["sqlite3", target], text=f".mode csv\n.import --skip 1 {file} product\n")
        shell.append(done.seconds)
        memory.append(done.memory_mb)
    figures.add("import", "sqlite3 .import", "s", shell)
    figures.add("import: peak memory", "sqlite3 .import", "MB", memory)
    figures.add("import: size on disk", "sqlite3 .import", "MB", [disk_mb(target)])
    if "sqlite-utils" in peers:
        other = os.path.join(folder, "utils.db")
        remove(other)
        done = measuring.run(["sqlite-utils", "insert", other, "product", file, "--csv", "--pk", "sku"])
        figures.add("import", "sqlite-utils insert", "s", [done.seconds])
        figures.add("import: peak memory", "sqlite-utils insert", "MB", [done.memory_mb])
        remove(other)


def exporting(figures, satchel, runs, folder):
    out, peer = os.path.join(folder, "export.csv"), os.path.join(folder, "peer.db")
    done = [satchel("export", "products", "--format", "csv", "--out", out, "--yes") for _ in range(runs)]
    figures.add("export CSV", "satchel", "s", [each.seconds for each in done])
    figures.add("export CSV: peak memory", "satchel", "MB", [each.memory_mb for each in done])
    shell = [measuring.run(["sqlite3", "-header", "-csv", peer, "SELECT * FROM product"],
                           output=os.path.join(folder, "peer.csv")).seconds for _ in range(runs)]
    figures.add("export CSV", "sqlite3 -csv", "s", shell)
    lines = [satchel("export", "products", "--format", "jsonl", "--out", out + "l", "--yes").seconds]
    figures.add("export JSON Lines", "satchel", "s", lines)
    again = satchel("import", out, "--into", "products")
    figures.add("import of the own export: nothing changes", "satchel", "s", [again.seconds])
    print("   ", again.output.strip().splitlines()[-1])


def saving(figures, satchel, rows):
    """`set` as a whole command, beside the statements of such a save in sqlite3 on a copy of the store."""
    keys = [f"SKU-{number * 7919 % rows:07d}" for number in range(SAVES)]
    times = [satchel("set", "products", key, f"price={place + 10}.55").seconds * 1000
             for place, key in enumerate(keys)]
    figures.add("save: command", "satchel", "ms", times)
    copy = satchel.store + ".copy"
    measuring.run(["sqlite3", satchel.store, f".backup '{copy}'"])
    measuring.run(["sqlite3", copy, "PRAGMA journal_mode=WAL"])
    script = save_script(copy, keys)
    times = [measuring.run(["sqlite3", copy], text=part).seconds * 1000 for part in script]
    figures.add("save: command", "sqlite3, its statements", "ms", times)
    figures.add("save: in the program", "SQLite, its statements", "ms", saves_inside(copy, keys))
    remove(copy)


def save_script(copy, keys):
    """What a save writes: the record, a commit and a change, synced."""
    return [f"""PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0; BEGIN IMMEDIATE;
        {statements(f"'{key.lower()}'")}
        COMMIT;""" for key in keys]


def statements(key):
    return f"""UPDATE product SET price = price + 1, updated_at = updated_at + 1
            WHERE sku_key = {key} AND deleted_at IS NULL;
        INSERT INTO "commit"(n, header, root, previous, hash)
            SELECT n + 1, json_set(header, '$.device_seq', device_seq + 1), randomblob(32), hash, randomblob(32)
            FROM "commit" ORDER BY n DESC LIMIT 1;
        INSERT INTO change(n, record, salt, payload)
            SELECT (SELECT max(n) FROM "commit") * 512, record, randomblob(16), payload
            FROM change ORDER BY n DESC LIMIT 1;"""


def saves_inside(copy, keys):
    connection = sqlite3.connect(copy, isolation_level=None)
    connection.executescript("PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0")
    parts = [part for part in statements("?").split(";") if part.strip()]
    times = []
    for key in keys:
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        for part in parts:
            connection.execute(part, (key.lower(),) if "?" in part else ())
        connection.execute("COMMIT")
        times.append((time.perf_counter() - start) * 1000)
    connection.close()
    return times


def searching(figures, satchel):
    """Each beginning of a few searches, as a whole command and as the bare query on the same full-text table."""
    typed = [text[:length] for text in SEARCHES for length in range(1, len(text) + 1) if text[length - 1] != " "]
    times = [satchel("search", text, "--limit", "50").seconds * 1000 for text in typed]
    report_keys(figures, "search: command for each key", "satchel", times)
    index = satchel.store + ".search"
    query = "SELECT rowid FROM product_text WHERE product_text MATCH '{}' ORDER BY rowid DESC LIMIT 50"
    shell = [measuring.run(["sqlite3", "-readonly", index, query.format(expression(text))]).seconds * 1000
             for text in typed]
    report_keys(figures, "search: command for each key", "sqlite3, FTS5 alone", shell)
    connection = sqlite3.connect(f"file:{index}?mode=ro", uri=True)
    inside = []
    for text in typed:
        start = time.perf_counter()
        connection.execute(query.format(expression(text))).fetchall()
        inside.append((time.perf_counter() - start) * 1000)
    connection.close()
    report_keys(figures, "search: as you type", "SQLite, FTS5 alone", inside)


def expression(text):
    words = text.split()
    return " AND ".join([f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}"*'])


def report_keys(figures, work, program, times, goal=""):
    figures.add(f"{work}, p50", program, "ms", [measuring.percentile(times, 50)])
    figures.add(f"{work}, p95", program, "ms", [measuring.percentile(times, 95)], goal=goal)


LISTS = [
    ("sort, indexed", ["--sort", "name"], "deleted_at IS NULL ORDER BY name_sort", "≤ 50 ms"),
    ("sort, not indexed", ["--sort", "-price"], "deleted_at IS NULL ORDER BY price DESC", "≤ 300 ms"),
    ("filter, indexed", ["--filter", "gtin=2000004242421"],
     "deleted_at IS NULL AND gtin = '2000004242421' ORDER BY name_sort", "≤ 50 ms"),
    ("filter, not indexed, many found", ["--filter", "status=published"],
     "deleted_at IS NULL AND status = 'published' ORDER BY name_sort", "≤ 300 ms"),
    ("filter, not indexed, few found", ["--filter", "colour=indigo price>=299.90"],
     "deleted_at IS NULL AND colour = 'indigo' AND price >= 29990 ORDER BY name_sort", "≤ 300 ms"),
]


def listing(figures, satchel, runs):
    for name, options, condition, goal in LISTS:
        times = [satchel("list", "products", "--limit", "50", *options).seconds * 1000 for _ in range(runs * 2 + 1)]
        figures.add(f"list: {name}", "satchel", "ms", times, goal=goal)
        query = f"SELECT sku, name, category, price, status, colour FROM product WHERE {condition} LIMIT 50"
        times = [measuring.run(["sqlite3", "-readonly", satchel.store, query]).seconds * 1000
                 for _ in range(runs * 2 + 1)]
        figures.add(f"list: {name}", "sqlite3", "ms", times)


def proving(figures, binary, folder, file):
    """What concerns a whole journal, on a store of its own: verification, undo and redo of the import."""
    satchel = Satchel(binary, folder, "prove")
    satchel.make()
    satchel.fill(file)
    done = satchel("audit", "verify")
    figures.add("audit verify", "satchel", "s", [done.seconds])
    figures.add("audit verify: peak memory", "satchel", "MB", [done.memory_mb])
    for word in ("undo", "redo"):
        done = satchel(word, "--yes")
        figures.add(f"{word} of the import", "satchel", "s", [done.seconds])
        figures.add(f"{word} of the import: peak memory", "satchel", "MB", [done.memory_mb])
        times = [satchel("search", text).seconds * 1000 for text in SEARCHES for _ in range(3)]
        figures.add(f"search: command, after the {word}", "satchel", "ms", times)
    remove(satchel.store)


def growing(figures, binary, folder, files):
    """The same work on stores of several sizes."""
    for count, file in files:
        satchel = Satchel(binary, folder, f"grow-{count}")
        satchel.make()
        figures.add(f"growth, {count:,} products: import", "satchel", "s", [satchel.fill(file).seconds])
        saves = [satchel("set", "products", f"SKU-{number:07d}", f"price={number + 3}.15").seconds * 1000
                 for number in range(20)]
        figures.add(f"growth, {count:,} products: save", "satchel", "ms", saves)
        out = os.path.join(folder, "grow.csv")
        done = satchel("export", "products", "--format", "csv", "--out", out, "--yes")
        figures.add(f"growth, {count:,} products: export", "satchel", "s", [done.seconds])
        yield satchel, count
        remove(satchel.store)


def machine():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "unknown")
    with open("/proc/meminfo", encoding="ascii") as file:
        memory = int(file.readline().split()[1]) / 1048576
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, SQLite {sqlite3.sqlite_version}"


def installed(names):
    return {name for name in names if shutil.which(name)}
