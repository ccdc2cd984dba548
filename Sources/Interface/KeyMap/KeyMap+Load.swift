// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension KeyMap {
    /// The names of the maps that the program carries.
    package static let shippedNames = [defaultName] + shipped.map(\.name)

    /// The map of a name, with what is wrong with its file and those it inherits. `reading` finds files by name.
    ///
    /// A file with errors is not used: the built-in keys count then, and whoever asked shows the problems.
    package static func load(
        name: String, table: KeyTables = .program, reading: (String) -> FoundFile
    ) -> (map: KeyMap, problems: [FileProblem]) {
        withoutActuallyEscaping(reading) { reading in
            var loading = KeyMapLoading(table: table, reading: reading)
            let map = loading.map(name, askedBy: nil)
            return (map ?? KeyMap(table), FileProblem.inOrder(loading.problems))
        }
    }

    /// The map in the bytes of a file, with what is wrong with it; nil when that is an error.
    package static func parse(
        _ bytes: [UInt8], file: String, table: KeyTables = .program, reading: (String) -> FoundFile
    ) -> (map: KeyMap?, problems: [FileProblem]) {
        withoutActuallyEscaping(reading) { reading in
            var loading = KeyMapLoading(table: table, reading: reading)
            let map = loading.map(bytes, name: file, file: file)
            return (map, FileProblem.inOrder(loading.problems))
        }
    }
}

/// Follows a key map through the maps it inherits.
private struct KeyMapLoading {
    let table: KeyTables
    let reading: (String) -> FoundFile
    var problems: [FileProblem] = []
    /// The names on the way, to find a circle.
    private var names: [String] = []

    init(table: KeyTables, reading: @escaping (String) -> FoundFile) {
        self.table = table
        self.reading = reading
    }

    /// Where a map is named: a file and a place in it.
    struct Mention {
        let file: String
        let place: TextPlace?
    }

    /// The map of a name; nil when there is none, or an error in it.
    mutating func map(_ name: String, askedBy mention: Mention?) -> KeyMap? {
        func problem(_ fact: FileProblem.Fact) -> FileProblem {
            FileProblem(
                file: mention?.file ?? name, place: mention?.place, subject: mention == nil ? "" : "inherits", fact)
        }
        if name == KeyMap.defaultName { return KeyMap(table) }
        if names.contains(name) {
            problems.append(problem(.inheritsInCircle(names + [name])))
            return nil
        }
        names.append(name)
        if let shipped = KeyMap.shipped.first(where: { $0.name == name }) {
            return map(Array(shipped.text.utf8), name: name, file: "keymaps/\(name).json5")
        }
        switch reading(name) {
        case .missing(let path):
            problems.append(problem(.notAmong(name, noun: "key map", known: KeyMap.shippedNames + ["a file \(path)"])))
            return nil
        case .unreadable(let path, let reason):
            problems.append(FileProblem(file: path, .unreadable(reason)))
            return nil
        case .bytes(let bytes, let path): return map(bytes, name: name, file: path)
        }
    }

    /// The map in some bytes, over the one it inherits.
    mutating func map(_ bytes: [UInt8], name: String, file path: String) -> KeyMap? {
        var reading = FileReading(file: path)
        let file = KeyMapFile.parse(bytes, name: name, table: table, &reading)
        problems += reading.problems
        guard let file, let base = base(of: file, path) else { return nil }
        let map = base.with(file)
        let found = KeyMapCheck(file: file, base: base, map: map, table: table).problems(path)
        problems += found
        return reading.isSound && !found.contains { $0.weight == .error } ? map : nil
    }

    private mutating func base(of file: KeyMapFile, _ path: String) -> KeyMap? {
        guard let inherits = file.inherits else { return KeyMap(name: file.name, contexts: [:]) }
        let before = problems.count
        let base = map(inherits, askedBy: Mention(file: path, place: file.inheritsPlace))
        // What another map only warns of is told to whoever checks that one.
        problems = problems[..<before] + problems[before...].filter { $0.weight == .error }
        return base
    }
}
