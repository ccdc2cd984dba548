package import Domain
internal import SQLite
internal import Text

extension Reader {
    /// The record of an id; nil when there is none that may be read.
    package func record(_ id: Identifier, in resource: ResourceFacts) throws(StoreError) -> StoredRecord? {
        try look()
        let seen = sight.condition(on: resource)
        return try attempt { () throws(SQLiteError) in try connection.record(id, in: resource, where: seen) }
    }

    /// The record a person means by an id, a key, a name or, unless it has to be whole, a unique beginning.
    package func find(_ key: String, in resource: ResourceFacts, trash: Trash = .leftOut, isWhole: Bool = false)
        throws(StoreError) -> StoredRecord
    {
        try look()
        let seen = sight.condition(on: resource)
        let found = try attempt { () throws(SQLiteError) in
            try connection.find(key, in: resource, trash: trash, isWhole: isWhole, where: seen)
        }
        switch found.count {
        case 1: return found[0]
        case 0: throw .notFound(resource: resource.name, key: key)
        default:
            throw .ambiguous(resource: resource.name, key: key, candidates: Self.names(found, of: resource))
        }
    }

    /// What some records of one key are told apart by: what they are called, or where that is the same, their names and
    /// ids.
    private static func names(_ records: [StoredRecord], of resource: ResourceFacts) -> [String] {
        let candidatesMax = 5
        let records = records.prefix(candidatesMax)
        let names = records.map { RecordName.of($0.values, id: $0.id, resource: resource) }
        guard Set(names).count < names.count else { return names }
        return records.map { record in
            let label = record.values[resource.labelPosition].text.map { "\($0) " } ?? ""
            return "\(label)(id \(record.id.text))"
        }
    }

    /// Whether a record, as it was read, holds every word that a filter asks for at its top: whoever writes by words
    /// asks the record itself, because the full-text index only says where to look.
    package func holds(wordsOf filter: Filter, _ record: StoredRecord, in resource: ResourceFacts) -> Bool {
        // In the trash words are looked for in the records as it is.
        let words = filter.asksForDeleted ? [] : filter.words
        return words.isEmpty || SoughtWords(words, in: resource).stand(in: record)
    }

    /// Names of records of a resource, by id, of those that may be read.
    package func names(of ids: some Sequence<Identifier>, in resource: ResourceFacts)
        throws(StoreError) -> [Identifier: String]
    {
        try look()
        let seen = sight.condition(on: resource)
        return try attempt { () throws(SQLiteError) in
            var names: [Identifier: String] = [:]
            for id in ids where names[id] == nil {
                // One's own name is known to oneself.
                names[id] = try connection.label(of: id, in: resource, where: isFor(id) ? nil : seen)
            }
            return names
        }
    }
}
