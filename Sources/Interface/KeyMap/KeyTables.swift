// SPDX-License-Identifier: Apache-2.0

/// What a key map can name: contexts, the commands of each, and the keys they have unless a map says otherwise.
package struct KeyTables: Sendable {
    /// One command of a context.
    package struct Row: Sendable {
        package let id: String
        package let title: String
        /// Default keys in the notation of `Key.name`, sequences with blanks between; the first is the one shown.
        package let keys: [String]

        /// A row.
        package init(_ id: String, _ title: String = "", keys: [String]) {
            self.id = id
            self.title = title
            self.keys = keys
        }
    }

    /// A context: a place where keys have a meaning of their own.
    package struct Section: Sendable {
        /// Its name in a key map.
        package let name: String
        /// What help calls it.
        package let title: String
        /// The context whose keys are in force here too, unless this one has them; nil for one that stands alone.
        package let outer: String?
        /// Whether characters are text here.
        package let isTyping: Bool
        /// Of each group one command must keep a key: nobody may be locked in.
        package let waysOut: [[String]]
        package let rows: [Row]

        /// A context.
        package init(
            _ name: String, _ title: String = "", on outer: String? = nil, isTyping: Bool = false,
            waysOut: [[String]] = [], rows: [Row]
        ) {
            self.name = name
            self.title = title
            self.outer = outer
            self.isTyping = isTyping
            self.waysOut = waysOut
            self.rows = rows
        }
    }

    package let sections: [Section]
    private let places: [String: Int]

    /// A table; in any order.
    package init(_ sections: [Section]) {
        self.sections = sections
        places = Dictionary(uniqueKeysWithValues: sections.enumerated().map { ($0.element.name, $0.offset) })
        for section in sections {
            precondition(section.outer.map { places[$0] != nil } ?? true, "a context builds on one of the table")
        }
    }

    /// The context of a name.
    package subscript(name: String) -> Section? { places[name].map { sections[$0] } }

    /// A context and those it builds on, innermost first.
    func chain(_ name: String) -> [Section] {
        var chain: [Section] = []
        var next = self[name]
        while let section = next, chain.count < sections.count {
            chain.append(section)
            next = section.outer.flatMap { self[$0] }
        }
        return chain
    }

    /// The contexts that build on one, directly or not.
    func built(on name: String) -> [Section] {
        sections.filter { section in section.name != name && chain(section.name).contains { $0.name == name } }
    }

    /// The contexts in which a command stands.
    func homes(of id: String) -> [String] {
        sections.filter { section in section.rows.contains { $0.id == id } }.map(\.name)
    }

    /// Whether a command may have a key in a context: it stands there, or in one that this builds on.
    func offers(_ id: String, in name: String) -> Bool {
        chain(name).contains { section in section.rows.contains { $0.id == id } }
    }

    /// What a command does.
    package func title(of id: String) -> String? {
        for section in sections {
            if let row = section.rows.first(where: { $0.id == id }) { return row.title }
        }
        return nil
    }
}
