// SPDX-License-Identifier: Apache-2.0
import Domain
import Host
import Interface
import Storage
import Testing
import satchel

/// The steps of an import as the screen asks for them, on a real store.
@Suite struct ScreenImportTests {
    private let place: Workplace
    private let writer: Writer
    private let steps: ScreenImport
    private let products = Product.declaration.facts

    init() throws {
        place = try Workplace()
        try place.makeShop()
        let paths = StorePaths(store: place.path("shop.db"), stateFolder: place.path("state/satchel"))
        writer = try Writer(
            paths: paths,
            surroundings: Surroundings(
                session: "test", correlation: "test", now: { Clock.microseconds() }, random: { 7 },
                lockWaitMilliseconds: 1_000))
        steps = ScreenImport(paths)
    }

    private func order(_ text: String, name: String = "p.csv") throws -> ImportOrder {
        ImportOrder(resource: products, path: try place.write(name, text))
    }

    private func survey(_ order: ImportOrder) throws -> FileSurvey {
        guard case .importing(.survey(let survey)) = try steps.perform(.survey, order, writer) else { throw Other() }
        return survey
    }

    private func trial(_ order: ImportOrder, _ step: ImportStep = .trial) throws -> FileTrial {
        guard case .importing(.trial(let trial)) = try steps.perform(step, order, writer) else { throw Other() }
        return trial
    }

    private func check(_ row: Int, _ order: ImportOrder) throws -> [BadCell] {
        guard case .importing(.checked(let cells)) = try steps.perform(.check(row: row), order, writer) else {
            throw Other()
        }
        return cells
    }

    private func run(_ order: ImportOrder) throws -> String {
        guard case .changed(let words) = try steps.perform(.run, order, writer) else { throw Other() }
        return words
    }

    private struct Other: Error {}

    private static let badRows = """
        sku,name,category,ean,price
        A-1,Alpaca,Yarn,4006381333931,8.50
        A-2,Mohair,Yarn,,-2
        A-3,Silk,Yarn,4.00638E+12,5
        A-1,Again,Yarn,,7

        """

    @Test func `bad rows are mended, tried at once, left out, and imported as one undo`() throws {
        var order = try order(Self.badRows)
        let survey = try survey(order)
        #expect(survey.facts == "4 rows · UTF-8 · separator ,")
        #expect(survey.columns.map(\.target) == ["SKU", "Name", "Category", "GTIN", "Price"])
        #expect(survey.questions == [])
        let trial = try trial(order)
        #expect([trial.rowCount, trial.created, trial.badCount] == [4, 1, 3])
        #expect(
            trial.bad.map { "\($0.row) \($0.column) \($0.value): \($0.reason)" } == [
                "3 price -2: must be more than 0 unless the product is free",
                "4 ean 4.00638E+12: was turned into a number by a spreadsheet",
                "5 sku A-1: stands twice: SKU is also given by A-1",
            ])
        #expect(trial.bad.filter { !$0.isMendable } == [])
        order.mends = [3: ["price": "x"]]
        #expect(try check(3, order).map(\.reason) == ["is no number"])
        order.mends = [3: ["price": "2.50"]]
        #expect(try check(3, order) == [])
        order.mends[4] = ["ean": "4006381333931"]
        #expect(try check(4, order) == [])
        order.leftOut = [5]
        #expect(try run(order) == "Imported 3 rows from p.csv: 3 new, 0 changed, 0 same; 1 left out")
        let listed = try place.shop("export", "products", "--columns", "sku,price,gtin", "--sort", "sku").output
        #expect(
            listed == "sku,price,gtin\nA-1,8.50,4006381333931\nA-2,2.50,\nA-3,5.00,4006381333931\n")
        #expect(try place.shop("undo").exit == 0)
        #expect(try place.shop("list", "products") == Run())
        #expect(try place.shop("audit", "verify").exit == 0)
    }

    @Test func `what turns out to be bad when it is imported leaves nothing and is shown`() throws {
        var order = try order(Self.badRows)
        _ = try survey(order)
        _ = try trial(order)
        order.mends = [3: ["price": "2.50"], 4: ["ean": ""], 5: ["sku": "A-3"]]
        let trial = try trial(order, .run)
        #expect(
            trial.bad.map { "\($0.row) \($0.column): \($0.reason)" } == [
                "5 sku: stands twice: SKU is also given by A-3"
            ])
        #expect(try place.shop("list", "products") == Run())
        order.skipsBad = true
        #expect(try run(order) == "Imported 3 rows from p.csv: 3 new, 0 changed, 0 same; 1 left out")
    }

    @Test func `bad rows and those left out go to a file`() throws {
        var order = try order(Self.badRows)
        _ = try survey(order)
        order.leftOut = [3]
        guard case .importing(.written(let path)) = try steps.perform(.badRows, order, writer) else { throw Other() }
        #expect(path == place.path("p.csv.bad.csv"))
        let lines = try place.text("p.csv.bad.csv").split(separator: "\n").map { $0.prefix(5) }
        #expect(lines == ["sku,n", "A-2,M", "A-3,S", "A-1,A"])
    }

    @Test func `what a file leaves open is asked, and the answer counts`() throws {
        var order = try order("sku;name;category;price\nA-1;Alpaca;Pots;1.234\n")
        let survey = try survey(order)
        #expect(survey.questions.map(\.subject) == [.missing, .decimal])
        #expect(survey.questions[1].words == "price: “1.234” in row 2 is")
        #expect(survey.questions[1].choices.map(\.words) == ["1.234", "1234"])
        #expect(survey.questions[0].words == "category: 1 of 1 is no category (Pots):")
        order.answers = [.missing: "make", .decimal: ","]
        let trial = try trial(order)
        #expect(trial.bad == [] && trial.made == ["Pots"])
        #expect(try run(order) == "Imported 1 row from p.csv: 1 new, 0 changed, 0 same")
        #expect(try place.shop("show", "products", "A-1").output.contains("1234.00"))
    }

    @Test func `prices without tax become those of the store`() throws {
        #expect(try place.shop("set", "settings", "Northlight", "tax_rate=25").exit == 0)
        var order = try order("sku,name,category,VK netto\nA-1,Alpaca,Yarn,10\n")
        let survey = try survey(order)
        #expect(survey.columns[3].how == "guessed, like 24.50")
        #expect(survey.questions.map { $0.choices.map(\.value) } == [["without tax", "with tax"]])
        order.answers = [.prices: "without tax"]
        _ = try run(order)
        #expect(try place.shop("show", "products", "A-1").output.contains("12.50"))
    }

    @Test func `columns are given fields and left out, and all of it is kept for the next file`() throws {
        var order = try order("Nr,Was,Gruppe,Notiz\nA-1,Alpaca,Yarn,x\n")
        order.targets = ["Nr": .field("sku"), "Was": .field("name"), "Gruppe": .field("category"), "Notiz": .leftOut]
        #expect(try survey(order).columns.map(\.target) == ["SKU", "Name", "Category", nil])
        guard case .importing(.written) = try steps.perform(.saveMapping, order, writer) else { throw Other() }
        let next = try self.order("Was,Nr,Gruppe,Notiz\nMohair,A-2,Yarn,y\n", name: "next.csv")
        let survey = try survey(next)
        #expect(survey.mapping == "p")
        #expect(survey.columns.map(\.target) == ["Name", "SKU", "Category", nil])
        #expect(try run(next) == "Imported 1 row from next.csv: 1 new, 0 changed, 0 same")
    }

    @Test func `what is answered means the same whichever choice comes first`() throws {
        #expect(try place.shop("set", "settings", "Northlight", "tax_rate=25").exit == 0)
        var order = try order("sku,name,category,Preis,Preis netto\nA-1,Alpaca,Yarn,25,20\n")
        order.targets = ["Preis": .leftOut, "Preis netto": .field("price")]
        order.answers = [.prices: "with tax"]
        #expect(try survey(order).questions.map { $0.choices.map(\.value) } == [["without tax", "with tax"]])
        _ = try run(order)
        #expect(try place.shop("show", "products", "A-1").output.contains("20.00"))
    }

    @Test func `columns that could be parted in several ways are parted as is answered`() throws {
        var order = try order("sku,name;category\nA-1,Alpaca;Yarn\n")
        let question = try #require(try survey(order).questions.first)
        #expect(question.subject == .delimiter)
        order.answers = [.delimiter: question.choices[1].value]
        #expect(try survey(order).columns.count == 2)
        #expect(try survey(order).facts.hasSuffix("separator \(question.choices[1].value)"))
    }

    @Test func `an import that is done stays done where its file is gone by then`() throws {
        var order = try surveyed(Self.badRows)
        order.skipsBad = true
        let attendant = Attendant(onProgress: { _ in _ = try? place.shell("rm -f '\(order.path)'") })
        guard case .changed(let words) = try steps.perform(.run, order, writer, attendant) else { throw Other() }
        #expect(words == "Imported 1 row from p.csv: 1 new, 0 changed, 0 same; 3 left out")
        #expect(Files.stamp(order.path) == nil)
    }

    @Test func `a row that is tried, and rows that are read again, heed a stop`() throws {
        let order = try surveyed(Self.badRows)
        let raised = StopFlag()
        raised.raise()
        #expect(throws: StoreError.cancelled) {
            try steps.perform(.check(row: 3), order, writer, Attendant(stop: raised))
        }
        // The one batch is told of before it is written: what heeds the stop then is what comes after.
        let stop = StopFlag()
        #expect(throws: StoreError.cancelled) {
            try steps.perform(.trial, order, writer, Attendant(stop: stop, onProgress: { _ in stop.raise() }))
        }
    }

    @Test func `a mapping does not replace that of a file with the same name and other columns`() throws {
        var paths: [String] = []
        defer { for path in paths { _ = try? place.shell("rm -f '\(path)'") } }
        func save(_ header: String) throws -> String? {
            var order = try order("\(header)\nA-1,Alpaca,Yarn\n", name: "two-suppliers.csv")
            let targets = ["sku", "name", "category"].map(ImportOrder.Target.field)
            order.targets = .init(uniqueKeysWithValues: zip(header.split(separator: ",").map(String.init), targets))
            _ = try survey(order)
            guard case .importing(.written(let path)) = try steps.perform(.saveMapping, order, writer) else {
                throw Other()
            }
            paths.append(path)
            order.targets = [:]
            return try survey(order).mapping
        }
        #expect(try save("Nr,Garn,Gruppe A") == "two-suppliers")
        #expect(try save("Nr,Garn,Gruppe B") == "two-suppliers-2")
        #expect(try save("Nr,Garn,Gruppe A") == "two-suppliers")
        #expect(try save("Nr,Garn,Gruppe B") == "two-suppliers-2")
    }

    @Test func `two columns for one field, and none that is known, stand in the way until they are settled`() throws {
        var order = try order("sku,name,category,Titel\nA-1,Alpaca,Yarn,x\n")
        order.targets = ["Titel": .field("name")]
        #expect(try survey(order).obstacle?.title == "“name” and “Titel” both become Name.")
        #expect(throws: (any Error).self) { try steps.perform(.trial, order, writer) }
        #expect(
            try survey(try self.order("foo,bar\n1,2\n", name: "q.csv")).obstacle?.title
                == "No column is called like a field of products.")
    }

    @Test func `rows that would change records are passed over where only new ones are wanted`() throws {
        _ = try run(try surveyed("sku,name,category,price\nA-1,Alpaca,Yarn,8\n"))
        var order = try surveyed("sku,name,category,price\nA-1,Alpaca,Yarn,9\nA-2,Mohair,Yarn,5\n")
        order.rows = .add
        let trial = try trial(order)
        #expect([trial.created, trial.updated, trial.passedOver] == [1, 0, 1])
        order.rows = .change
        #expect(try run(order) == "Imported 1 row from p.csv: 0 new, 1 changed, 0 same; 1 passed over")
    }

    private func surveyed(_ text: String) throws -> ImportOrder {
        let order = try order(text)
        _ = try survey(order)
        return order
    }

    @Test func `a file that is another by now is not imported`() throws {
        let order = try surveyed("sku,name,category\nA-1,Alpaca,Yarn\n")
        try place.write("p.csv", "sku,name,category\nA-1,Somebody else's,Yarn\n")
        #expect(throws: (any Error).self) { try steps.perform(.run, order, writer) }
        #expect(try place.shop("list", "products") == Run())
    }

    @Test func `a stop leaves nothing of an import, and says so in the log`() throws {
        let rows = (0..<2_000).map { "A-\($0),Alpaca \($0),Yarn\n" }.joined()
        let order = try surveyed("sku,name,category\n" + rows)
        let stop = StopFlag()
        var now: Int64 = 0
        let attendant = Attendant(stop: stop, onProgress: { if $0.done >= 1_000 { stop.raise() } }) {
            now += 1_000_000
            return now
        }
        #expect(throws: StoreError.self) { try steps.perform(.run, order, writer, attendant) }
        #expect(try place.shop("list", "products") == Run())
        #expect(try place.shop("import", "status").output.contains("p.csv: stopped"))
        #expect(try run(order) == "Imported 2000 rows from p.csv: 2000 new, 0 changed, 0 same")
    }

    @Test func `nothing is read or listed that is out of reach`() throws {
        struct Far: Error {}
        let confined = ScreenImport(StorePaths(store: place.path("shop.db"), stateFolder: place.path("state/satchel")))
        {
            _ in throw Far()
        }
        let order = try order("sku,name,category\nA-1,Alpaca,Yarn\n")
        #expect(throws: Far.self) { try confined.perform(.survey, order, writer) }
        #expect(throws: Far.self) {
            try FolderLook.listing(FolderQuestion(base: place.folder, typed: "../"), last: nil) { _ in throw Far() }
        }
    }

    @Test func `a folder is listed with folders first, and what is no folder says so`() throws {
        try place.write("files/b.csv", "x")
        try place.write("files/a/c.csv", "x")
        let listing = try FolderLook.listing(
            FolderQuestion(base: place.folder, typed: "files/"), last: nil)
        #expect(listing.entries.map(\.name) == ["a", "b.csv"])
        #expect(listing.entries.map(\.isFolder) == [true, false])
        for typed in ["nowhere/", "files/b.csv/"] {
            #expect(throws: (any Error).self) {
                try FolderLook.listing(FolderQuestion(base: place.folder, typed: typed), last: nil)
            }
        }
    }

    @Test(arguments: [
        ("A-1\tAlpaca\tYarn\nA-2\tMohair\tYarn", "sku\tname\tcategory\n"),
        ("Bezeichnung;Warengruppe\nAlpaca;Yarn", ""),
        ("Alpaca\nMohair", "name\n"),
        ("A-1\tAlpaca\tYarn\t8.50\tdraft\tmore", "sku\tname\tcategory\tprice\tcolumn 5\tcolumn 6\n"),
        (#"{"name": "Alpaca", "category": "Yarn"}"# + "\n\n" + #"{"name": "Silk", "category": "Yarn"}"#, ""),
    ])
    func `pasted lines get the header of the list unless they have one`(text: String, header: String) throws {
        let columns = ["sku", "name", "category", "price"]
        let lines = try #require(PastedLines(text, columns: columns, soleColumn: "name"))
        let order = ImportOrder(resource: products, path: "")
        guard case .importing(.written(let path)) = try steps.perform(.paste(lines), order, writer) else {
            throw Other()
        }
        #expect(try place.shell("cat '\(path)'").output == header + text + "\n")
        #expect(try survey(ImportOrder(resource: products, path: path)).columns.count >= 1)
    }

    @Test func `what is pasted is imported where no other file may be read`() throws {
        let paths = StorePaths(store: place.path("shop.db"), stateFolder: place.path("state/satchel"))
        let confined = ScreenImport(paths) { _ in throw Other() }
        let lines = try #require(
            PastedLines("Alpaca\tYarn\nSilk\tYarn", columns: ["name", "category"], soleColumn: "name"))
        let begin = ImportOrder(resource: products, path: "")
        guard case .importing(.written(let path)) = try confined.perform(.paste(lines), begin, writer) else {
            throw Other()
        }
        let order = ImportOrder(resource: products, path: path)
        guard case .importing(.survey) = try confined.perform(.survey, order, writer),
            case .changed(let words) = try confined.perform(.run, order, writer)
        else { throw Other() }
        #expect(words.hasPrefix("Imported 2 rows from pasted.txt: 2 new"))
    }

    @Test func `what others did since the dry run is looked at again before anything is written`() throws {
        #expect(try place.shop("add", "products", "sku=A-1", "name=Silk", "category=Yarn", "price=28").exit == 0)
        let order = try order("sku,name,category,price\nA-1,Silk,Yarn,5.00\n")
        _ = try survey(order)
        let before = try trial(order)
        #expect(!before.isAnew && before.updated == 1)
        #expect(try place.shop("set", "products", "A-1", "price=99").exit == 0)
        let anew = try trial(order, .run)
        #expect(anew.isAnew)
        #expect(anew.samples.joined().contains("99.00"), "\(anew.samples)")
        #expect(try place.shop("show", "products", "A-1").output.contains("99.00"))
        #expect(try run(order).hasPrefix("Imported 1 row"))
        #expect(try place.shop("show", "products", "A-1").output.contains("5.00 EUR"))
    }
}
