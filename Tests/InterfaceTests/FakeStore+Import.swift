// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface

/// A folder with files, and the import of one of them with three bad rows.
extension FakeStore {
    func folder(_ question: FolderQuestion) -> Reply {
        func entry(_ name: String, isFolder: Bool = false, bytes: Int64 = 0, days: Int64 = 0) -> FolderListing.Entry {
            .init(
                name: name, isFolder: isFolder, byteCount: bytes, changedAt: FakeStore.now - days * 86_400_000_000)
        }
        let shown = [nil: "~/shop", "": "~/shop", "exports/": "~/shop/exports", "../": "~", "~/": "~"][question.typed]
        switch shown {
        case "~/shop":
            return .folder(
                FolderListing(
                    path: "/home/anna/shop", shown: "~/shop",
                    entries: [
                        entry("exports", isFolder: true, days: 2), entry(".secret.csv", bytes: 10),
                        entry("notes.pdf", bytes: 12_400, days: 3), entry("products.csv", bytes: 512_200),
                        entry("products-old.csv", bytes: 480_000, days: 40),
                    ]))
        case let shown?:
            return .folder(
                FolderListing(path: "/home/anna", shown: shown, entries: [entry("march.csv", bytes: 3_100, days: 9)]))
        case nil: return .failed(Problem(title: "\(question.typed): there is no such folder"))
        }
    }

    mutating func importing(_ step: ImportStep, _ order: ImportOrder) -> Reply {
        switch step {
        case .paste: return .importing(.written(path: "/home/anna/.local/state/satchel/pasted.txt"))
        case .survey:
            if order.path.hasSuffix(".pdf") {
                return .failed(Problem(title: "\(order.path): row 1, column 1: it holds a NUL byte"))
            }
            return .importing(.survey(survey(order)))
        case .trial: return .importing(.trial(trial(order)))
        case .check(let row): return .importing(.checked(bad(order).filter { $0.row == row }))
        case .run:
            let trial = trial(order)
            if !order.skipsBad, trial.badCount > 0 { return .importing(.trial(trial)) }
            imported.append(order)
            return .changed("imported 12 479 rows from products.csv")
        case .badRows: return .importing(.written(path: order.path + ".bad.csv"))
        case .saveMapping: return .importing(.written(path: "/home/anna/.config/satchel/mappings/products.json"))
        }
    }

    private func survey(_ order: ImportOrder) -> FileSurvey {
        func column(_ header: String, _ sample: String, _ key: String?, _ how: String) -> FileSurvey.Column {
            let chosen = order.targets[header]
            let target: String? =
                switch chosen {
                case .field(let key): facts.field(key)?.label ?? key
                case .leftOut: nil
                case nil: key.flatMap { facts.field($0)?.label }
                }
            return .init(
                header: header, samples: [sample], target: target, isRequired: ["name", "category"].contains(key),
                how: chosen == nil ? how : target == nil ? "left out by you" : "chosen by you")
        }
        let columns = [
            column("Artikelnummer", "YARN-0779", "sku", "by name"),
            column("Bezeichnung", "Sock yarn · moss 779", "name", "by name"),
            column("Warengruppe", "Garn/Socke", "category", "by name"),
            column("EAN", "4006381333931", "gtin", "by name"),
            column("VK brutto", "24,00", "price", "by name, as 24,50"),
            column("Notiz", "siehe Ordner 4", nil, "left out"),
        ]
        return FileSurvey(
            facts: "12 480 rows · UTF-8 · separator ; · decimal ,", columns: columns, questions: prices(columns))
    }

    /// Whether prices hold the tax; what the column is called says what is likelier.
    private func prices(_ columns: [FileSurvey.Column]) -> [FileQuestion] {
        guard let column = columns.firstIndex(where: { $0.target == "Price" }) else { return [] }
        let header = columns[column].header
        let terms = header.hasSuffix("brutto") ? ["with tax", "without tax"] : ["without tax", "with tax"]
        return [
            FileQuestion(
                .prices, column: column, words: "\(header): the prices are", choices: terms.map { .init($0, $0) })
        ]
    }

    private func bad(_ order: ImportOrder) -> [BadCell] {
        func cell(_ row: Int, _ column: String, _ value: String, _ reason: String, _ accepted: String) -> BadCell {
            BadCell(
                row: row, column: column, value: order.mends[row]?[column] ?? value, reason: reason, accepted: accepted,
                isMendable: true, cells: ["YARN-\(row)", "Sock yarn", "Yarn", "4006381333931", "1.234", ""])
        }
        let wrong = [
            (cell(4_812, "VK brutto", "1.234", "is no number", "a number like 24,50"), "1234,00"),
            (
                cell(7_003, "EAN", "4,00638E+12", "was turned into a number by a spreadsheet", "all digits"),
                "4006381339094"
            ),
            (cell(9_120, "Artikelnummer", "YARN-0779", "stands twice: SKU is also given by row 2", ""), "YARN-9120"),
        ]
        return wrong.filter { $0.0.value != $0.1 && !order.leftOut.contains($0.0.row) }.map(\.0)
    }

    private func trial(_ order: ImportOrder) -> FileTrial {
        var trial = FileTrial()
        trial.rowCount = 12_480
        trial.created = 11_902
        trial.updated = 544
        trial.unchanged = 31
        trial.bad = bad(order)
        trial.badCount = Int64(trial.bad.count)
        trial.badColumns = ["VK brutto 1", "EAN 1", "Artikelnummer 1"]
        trial.made = ["Garn › Filz", "Garn › Rest"]
        trial.milliseconds = 812
        return trial
    }
}
