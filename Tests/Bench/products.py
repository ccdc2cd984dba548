#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Write a reproducible file of products: products.py ROWS [SEED] > products.csv

The same arguments give the same bytes. The columns are those of docs/guide/products.csv. Names hold accents and CJK,
some descriptions quotes, commas and line breaks; barcodes are valid GTIN-13; names and SKUs are unique.
"""
import csv
import random
import sys

COLUMNS = ["sku", "name", "category", "description", "price", "currency", "barcode", "quantity", "unit", "weight_g",
           "colour", "composition", "country", "reorder_level", "status"]
CATEGORIES = {
    "Yarn": ["Sock yarn", "Lace yarn", "Aran yarn", "Roving"],
    "Garments": ["Shawl", "Mittens", "Pullover", "Cowl", "Hat"],
    "Home": ["Blanket", "Cushion", "Tote bag", "Coaster"],
    "Pottery": ["Mug", "Bowl", "Vase", "Yarn bowl"],
    "Notions": ["Stitch marker", "Needle case", "Row counter"],
    "Kits": ["Sock kit", "Hat kit"],
    "Patterns": ["Pattern"],
    "Fibre": ["Combed top", "Rolags"],
}
COLOURS = ["crème", "indigo", "moss", "ochre", "Zürich blue", "ivory", "藍", "rust", "heather", "øre red", "slate"]
FIBRES = ["merino", "alpaca", "mohair", "silk", "linen", "cotton", "hemp", "nylon", "cashmere", "wool"]
COUNTRIES = ["SE", "PE", "NZ", "GB", "DE", "IS", "NO", "JP"]
STATUSES = ["draft", "published", "published", "published", "archived"]


def gtin13(number):
    body = f"200{number:09d}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(body))
    return body + str(-total % 10)


def rows(count, seed=1):
    chance = random.Random(seed)
    categories = list(CATEGORIES)
    for number in range(count):
        category = chance.choice(categories)
        kind, colour = chance.choice(CATEGORIES[category]), chance.choice(COLOURS)
        first, second = chance.sample(FIBRES, 2)
        share = chance.randrange(50, 101, 10)
        text = f"Made in small batches, lot {chance.randrange(100_000)}."
        if number % 89 == 0:
            text = f'Called "{colour}", washed twice,\nthen dried with {first}.'
        yield [
            f"SKU-{number:07d}", f"{kind} {colour} {chance.randrange(1000):03d}-{number}", category, text,
            f"{chance.randrange(300, 30_000) / 100:.2f}", "EUR", gtin13(number), chance.randrange(200), "pcs",
            chance.randrange(5, 1_500), colour,
            f"{share}% {first}, {100 - share}% {second}" if share < 100 else f"100% {first}",
            chance.choice(COUNTRIES), chance.randrange(20), chance.choice(STATUSES),
        ]


def write(file, count, seed=1):
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(count, seed))


if __name__ == "__main__":
    write(sys.stdout, int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1)
