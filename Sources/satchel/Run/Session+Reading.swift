internal import Domain
internal import Host
internal import Interchange
internal import Storage
internal import Text

extension Session {
    /// The filter of a text; where it is wrong is marked. An empty one is refused: it would mean everything.
    func filter(_ text: String, for resource: ResourceFacts) throws -> Filter {
        let lookUp = try nameLookUp()
        return try parsed(text) { context throws(FilterError) in
            try FilterParser.parse(text, for: resource, in: context, lookUp: lookUp)
        }
    }

    /// The lines of the audit log that a text means; where it is wrong is marked.
    func auditFilter(_ text: String) throws -> AuditFilter {
        try parsed(text) { context throws(FilterError) in try AuditFilter.parse(text, in: context) }
    }

    private func parsed<Parsed>(_ text: String, _ parse: (FilterViewpoint) throws(FilterError) -> Parsed) throws
        -> Parsed
    {
        guard !Trim.blanks(text).isEmpty else { throw UsageFailure.filterEmpty(command: invocation.commandName) }
        let context = FilterViewpoint(
            currency: try currency(), today: LocalMoment.day(now), me: try access().actor.id,
            startOfDay: LocalMoment.start)
        do throws(FilterError) {
            return try parse(context)
        } catch {
            throw StoreError.filter(error, text: text)
        }
    }

    /// What names in a filter mean among what the member may read.
    private func nameLookUp() throws -> NameLookUp {
        let reader = try reader()
        return { name, target in Resources.named(target).flatMap { try? reader.meaning(of: name, in: $0) } }
    }

    /// The order of a text like `-price,name`.
    func sort(_ text: String, for resource: ResourceFacts) throws -> [SortTerm] {
        do {
            return try SortTerm.parse(text, for: resource)
        } catch {
            throw CommandFailure.sort(error, text: text)
        }
    }

    /// The columns of a text like `sku,name,metadata.ply`.
    func columns(_ text: String, for resource: ResourceFacts) throws(UsageFailure) -> [RecordColumn] {
        var columns: [RecordColumn] = []
        for name in text.split(separator: ",").map({ Trim.blanks(String($0)) }) {
            guard let column = RecordColumn(name: name, of: resource) else {
                let system = SystemField.allCases.map(\.rawValue)
                let head = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
                // A part of a record referred to is no slip of the pen.
                let isPart = head != name && resource.fieldCalled(head) != nil
                throw .unknownColumn(
                    name, resource: resource.name, near: isPart ? [] : resource.near(name, beside: system),
                    accepted: isPart ? RecordColumn.names(of: resource) : [])
            }
            columns.append(column)
        }
        return columns
    }

    /// The record a key means; one that may not be read is not there. A key that `isWhole` is no beginning of another.
    func record(_ key: String, in resource: ResourceFacts, trash: Trash = .leftOut, isWhole: Bool = false) throws
        -> StoredRecord
    {
        try demand(.read, on: resource.name)
        do {
            return try reader().find(key, in: resource, trash: trash, isWhole: isWhole)
        } catch StoreError.notFound where trash == .leftOut || isWhole {
            throw try missing(key, in: resource, isWhole: isWhole)
        }
    }

    /// The one record of a resource that is there once, as the settings are: it needs no key. Nil for any other.
    func onlyRecord(of resource: ResourceFacts) throws -> StoredRecord? {
        guard resource.name == Settings.shape.name else { return nil }
        try demand(.read, on: resource.name)
        var found: StoredRecord?
        try each(Query(resource: resource.name, filter: .all, limit: 1)) { record in found = record }
        return found
    }

    /// What is said of a key that means no live record: it may lie in the trash.
    private func missing(_ key: String, in resource: ResourceFacts, isWhole: Bool) throws -> any Error {
        let reader = try reader()
        let gone: StoredRecord
        do throws(StoreError) {
            gone = try reader.find(key, in: resource, trash: .first, isWhole: isWhole)
        } catch {
            guard isWhole, case .notFound = error else { return error }
            return CommandFailure.noRecord(
                resource: resource.name, key: key, near: try ExactKeys.near(key, in: resource, reader))
        }
        guard let since = gone.stamps.deletedAt else { return StoreError.notFound(resource: resource.name, key: key) }
        return CommandFailure.inTrash(
            resource: resource.name, name: RecordName.of(gone.values, id: gone.id, resource: resource), key: key,
            since: since)
    }

    /// The id of a record that a key means, of one that was purged too: the journal still names it.
    func identifier(_ key: String, in resource: ResourceFacts) throws -> (id: Identifier, record: StoredRecord?) {
        do {
            let record = try record(key, in: resource, trash: .last)
            return (record.id, record)
        } catch let error as StoreError {
            guard case .notFound = error else { throw error }
            let purged = try reader().purged(key, in: resource)
            guard let first = purged.first else { throw error }
            guard purged.count == 1 else {
                throw StoreError.ambiguous(resource: resource.name, key: key, candidates: purged.map(\.id.text))
            }
            return (first.id, nil)
        }
    }

    /// Brings full-text search up to date where its file can be written. Where it cannot, the records are read instead,
    /// which is said; so is that a damaged file was made anew.
    func catchUpSearch() {
        guard !isReadOnly, let paths = try? paths() else { return }
        if let trouble = openReader?.takeSearchTrouble() { note(trouble, paths) }
        do throws(StoreError) {
            let builder = try SearchBuilder(paths: paths)
            try builder.catchUp()
            if builder.foundDamage { note(.damaged, paths) }
        } catch {
            if (try? reader().hasIndexOfWords()) != true { note(.unreadable(error), paths) }
        }
    }

    /// Says once why a search reads the records.
    private func note(_ trouble: SearchTrouble, _ paths: StorePaths) {
        guard !hasNotedSearch, let notice = Phrase.search(trouble, paths.search, isReadOnly: isReadOnly) else { return }
        hasNotedSearch = true
        try? FileWriter.standardError().write("satchel: \(Visible.neutral(notice))\n")
    }

    /// Every record of a query, one after the other.
    func each(_ query: Query, _ body: (StoredRecord) throws(StoreError) -> Void) throws {
        let reader = try reader()
        guard !query.filter.words.isEmpty else { return try reader.stream(query, body) }
        catchUpSearch()
        try reader.stream(query, body)
        guard let trouble = reader.takeSearchTrouble() else { return }
        note(trouble, reader.paths)
        // What was damaged is gone: it is made anew.
        catchUpSearch()
    }
}
