package import Domain
internal import SQLite
internal import Text

/// Words of the index that look like a mistyped one: by the share of three-letter groups they have in common.
enum SimilarWords {
    /// Less alike than this is another word (the usual threshold of trigram search).
    private static let similarityMin = 0.3
    /// Words looked at; an index of a million products has about as many.
    private static let wordsMax = 2_000_000

    /// The word of an index that is most like one; nil when none is.
    static func best(for word: String, in resource: ResourceFacts, _ index: borrowing Connection)
        throws(SQLiteError) -> String?
    {
        let wanted = groups(word)
        let statement = try index.prepare(
            "SELECT term FROM \(resource.shape.singular)_words LIMIT \(wordsMax)")
        defer { statement.reset() }
        var best: (similarity: Double, word: String)?
        while try statement.step() {
            let term = statement.text(0)
            let found = groups(term)
            let common = wanted.intersection(found).count
            guard common > 0 else { continue }
            let similarity = Double(common) / Double(wanted.count + found.count - common)
            if similarity >= similarityMin, similarity > best?.similarity ?? 0 { best = (similarity, term) }
        }
        return best?.word
    }

    /// The groups of three characters of a word with blanks around it.
    private static func groups(_ word: String) -> Set<[Unicode.Scalar]> {
        let scalars: [Unicode.Scalar] = [" ", " "] + Array(word.unicodeScalars) + [" "]
        return Set((0..<scalars.count - 2).map { Array(scalars[$0..<$0 + 3]) })
    }
}

extension Reader {
    /// For a search that finds nothing: its words with each one that no record holds put right, if something is like
    /// it and a record that may be read holds it.
    package func similar(_ words: [String], in resource: ResourceFacts) throws(StoreError) -> [String]? {
        let similar = try asking { () throws(SQLiteError) in
            try isIndexCurrent() ? try search.similar(words, in: resource) : nil
        }?.flatMap(\.self)
        try look()
        guard let similar else { return nil }
        // A word of a damaged index is one that no record holds: looking shows it.
        let parts = similar.enumerated().map { Filter.word($0.element, isPrefix: $0.offset == similar.count - 1) }
        let found = try window(Query(resource: resource.name, filter: .and(parts), limit: 1))
        return found.records.isEmpty ? nil : similar
    }
}
