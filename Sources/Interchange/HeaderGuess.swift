// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What shops and programs of other languages call the columns of products. A guess is shown to a person, who may say
/// otherwise; nothing is imported by one alone.
enum HeaderGuess {
    private static let words: [String: [String]] = [
        "sku": [
            "artikelnummer", "artikelnr", "artnr", "artikel", "produktnummer", "bestellnummer", "varenummer", "varenr",
            "référence", "reference", "ref", "itemnumber", "itemno", "productcode", "partnumber", "variantsku",
        ],
        "name": [
            "bezeichnung", "artikelbezeichnung", "produktname", "produkt", "titel", "benämning", "produktnamn", "navn",
            "namn", "nom", "libellé", "désignation", "nombre", "naam", "productname", "itemname", "product", "item",
        ],
        "category": [
            "warengruppe", "kategorie", "kategori", "varegruppe", "varugrupp", "catégorie", "categorie", "categoría",
            "group", "productcategory", "section",
        ],
        "price": [
            "preis", "verkaufspreis", "vk", "vkpreis", "pris", "utpris", "prix", "prixdevente", "precio", "prijs",
            "unitprice", "retailprice", "sellingprice", "variantprice",
        ],
        "gtin": [
            "eancode", "ean13", "gtin13", "strichcode", "streckkod", "stregkode", "codebarre", "codebarres",
            "variantbarcode",
        ],
        "description": ["beschreibung", "beskrivning", "beskrivelse", "descripción", "omschrijving", "body"],
        "colour": ["farbe", "färg", "farve", "couleur", "kleur"],
        "tags": ["schlagworte", "stichworte", "taggar", "étiquettes"],
        "weight": ["gewicht", "vikt", "vægt", "poids", "peso", "grams", "variantgrams"],
        "unit": ["einheit", "enhet", "enhed", "unité"],
        "tax_rate": ["mwst", "mwstsatz", "ust", "steuersatz", "moms", "momssats", "tva", "vat", "vatrate"],
        "country": ["herkunftsland", "ursprungsland", "land", "pays"],
    ]

    private static let keys: [String: String] = Dictionary(
        words.flatMap { key, words in words.map { ($0, key) } }, uniquingKeysWith: { first, _ in first })

    /// Words beside the name of a column: whether tax is in it, and its currency or unit.
    private static let asides: Set<String> = [
        "brutto", "netto", "gross", "net", "incl", "excl", "inkl", "exkl", "ttc", "ht", "eur", "usd", "gbp", "sek",
        "nok",
        "dkk", "chf", "€", "g", "html",
    ]

    /// The field that a column may mean, by its words.
    static func key(of header: String) -> String? {
        let parts = header.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "€" }.map(String.init)
        let all = parts.joined()
        return keys[all] ?? keys[parts.filter { !asides.contains($0) }.joined()]
    }
}
