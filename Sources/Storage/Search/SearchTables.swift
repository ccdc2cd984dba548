internal import Domain
internal import SQLite
internal import Text

/// The derived full-text file beside a store: what it holds, and how far it follows the journal.
enum SearchTables {
    /// Changes when the file's form does: another form is deleted and built anew.
    static let version: Int64 = 6

    /// Resources with searched fields.
    static let resources = Resources.all.filter { $0.fields.contains { $0.searchWeight != nil } }

    static func fields(of resource: ResourceFacts) -> [FieldFacts] {
        resource.fields.filter { $0.searchWeight != nil }
    }

    /// Where words are looked for: in the fields that are searched, else in what a record is called by.
    static func wordFields(of resource: ResourceFacts) -> [FieldFacts] {
        let searched = fields(of: resource)
        let names = Set([resource.shape.labelField] + resource.shape.lookupFields)
        return searched.isEmpty ? resource.fields.filter { names.contains($0.key) } : searched
    }

    static var createSQL: [String] {
        resources.flatMap { resource in
            let columns = fields(of: resource).map(\.key).joined(separator: ", ")
            let name = resource.shape.singular
            let text = """
                CREATE VIRTUAL TABLE \(name)_text USING fts5(\(columns), content='', columnsize=0,
                    detail=none, prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 2')
                """
            return [text, "CREATE VIRTUAL TABLE \(name)_words USING fts5vocab('\(name)_text', 'row')"]
        } + [
            """
            CREATE TABLE progress(
                one INTEGER PRIMARY KEY CHECK (one = 1), store BLOB, last_commit INTEGER, last_hash BLOB, stale INTEGER,
                proof BLOB, content BLOB)
            """,
            "CREATE TABLE stale_row(resource TEXT, n INTEGER, PRIMARY KEY (resource, n)) WITHOUT ROWID",
        ]
            + ["PRAGMA user_version = \(version)"]
    }

    /// How FTS5 joins the segments that it writes.
    enum Merging {
        /// Not at all: a large import would join them again and again.
        case off
        /// A little with each write, as by default.
        case usual
    }

    /// FTS5 gathers so many bytes before it writes a segment: more no longer fit the processor's caches.
    private static let hashBytes = 4 << 20
    /// More segments of one level than this are joined at once, which takes seconds after a large import; so many never
    /// come about.
    private static let segmentsMax = 1_000

    static func setMerging(_ merging: Merging, _ index: borrowing Connection) throws(SQLiteError) {
        let segmentsPerMerge = merging == .off ? 0 : 4
        for resource in resources {
            let name = "\(resource.shape.singular)_text"
            for (option, value) in [
                ("automerge", segmentsPerMerge), ("crisismerge", segmentsMax), ("hashsize", hashBytes),
            ] {
                try index.execute("INSERT INTO \(name)(\(name), rank) VALUES ('\(option)', \(value))")
            }
        }
    }

    /// Notes that the index holds everything up to a commit. Its hash is kept too, because a store that was put back to
    /// an older copy gives the same numbers to other commits.
    static func note(commit: Int64, of source: borrowing Connection, in index: borrowing Connection)
        throws(SQLiteError)
    {
        let statement = try index.prepare("UPDATE progress SET last_commit = ?, last_hash = ?")
        try statement.bind(commit, 1)
        try statement.bind(try hash(ofCommit: commit, source), 2)
        try statement.run()
        try SearchProof.note(in: index)
    }

    /// The hash of a commit; nil when the store has none of that number.
    static func hash(ofCommit commit: Int64, _ source: borrowing Connection) throws(SQLiteError) -> [UInt8]? {
        let statement = try source.prepare("SELECT hash FROM \"commit\" WHERE n = ?")
        defer { statement.reset() }
        try statement.bind(commit, 1)
        return try statement.step() ? statement.bytes(0) : nil
    }

    /// The statement that indexes a record: its row, then its searched fields.
    static func insertSQL(_ resource: ResourceFacts) -> String {
        let fields = fields(of: resource)
        let names = fields.map(\.key).joined(separator: ", ")
        let marks = Array(repeating: "?", count: fields.count + 1).joined(separator: ", ")
        return "INSERT INTO \(resource.shape.singular)_text(rowid, \(names)) VALUES (\(marks))"
    }

    /// What is indexed of a searched field: FTS5 folds letter by letter (“ß” stays), words are compared as `Words`
    /// folds them.
    static func indexed(_ value: Value) -> String? {
        guard let text = text(value), !Normal.isASCII(text) else { return text(value) }
        return Words.split(text).joined(separator: " ")
    }

    /// The text of a searched field as it is indexed.
    static func text(_ value: Value) -> String? {
        switch value {
        case .text(let text): text
        case .list(let list): list.joined(separator: " ")
        case .null, .boolean, .integer, .identifier, .map: nil
        }
    }
}
