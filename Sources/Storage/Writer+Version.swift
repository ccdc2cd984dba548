// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

extension Writer {
    /// Gives a record back what every field of it held right after a commit, as a new commit. Throws `versionRefused`
    /// where that is not known any more.
    package func restore(
        _ id: Identifier, in resource: ResourceFacts, at commit: Int64, reason: String? = nil, _ trial: Trial = Trial()
    ) throws(StoreError) -> ActionOutcome {
        let parts = ["\(Origin.version) of commit \(commit)", reason].compactMap { $0 }
        let start = GroupStart(origin: Origin.version, reason: parts.joined(separator: "; "), undoes: nil)
        return try act(trial, { start }) { (group) throws(StoreError) in
            let record = try attempt { () throws(SQLiteError) in
                try connection.record(id, in: resource, where: group.sight.condition(on: resource))
            }
            guard let record else { throw try missing(id, in: resource, group.sight) }
            let name = RecordName.of(record.values, id: id, resource: resource)
            let edits = try edits(giving: record, name, resource, commit)
            try group.write(Proposal([.update(resource, id: id, edits: edits)], origin: Origin.version))
            return name
        }
    }

    /// What is said of a record that is not there: it was purged, never was, or may not be read.
    private func missing(_ id: Identifier, in resource: ResourceFacts, _ sight: Visibility) throws(StoreError)
        -> StoreError
    {
        let name = try attempt { () throws(SQLiteError) -> String? in
            guard let last = try connection.newestPayload(of: id), last.payload.action == .purged else { return nil }
            return try GroupSummary.recordName(last.payload, last.number, resource, connection, sight)
        }
        guard let name else { return .notFound(resource: resource.name, key: id.text) }
        return .versionRefused(.purged(record: name))
    }

    private func edits(giving record: StoredRecord, _ name: String, _ resource: ResourceFacts, _ commit: Int64)
        throws(StoreError) -> [Edit]
    {
        if record.isDeleted { throw .versionRefused(.deleted(record: name)) }
        let newest = try newestCommit()
        guard (1...max(1, newest)).contains(commit) else {
            throw .versionRefused(.unknownCommit(commit, newest: newest))
        }
        let then = try attempt { () throws(SQLiteError) in
            try connection.version(of: record, in: resource, at: commit)
        }
        if let made = then.madeBy { throw .versionRefused(.notYetMade(record: name, commit: made)) }
        if let field = then.unknown.sorted().first {
            throw .versionRefused(.unknownField(record: name, field: field))
        }
        if let position = then.erased.sorted().first {
            throw .versionRefused(.erased(record: name, field: resource.fields[position].label))
        }
        return resource.fields.flatMap { field -> [Edit] in
            let (now, old) = (record.values[field.position], then.values[field.position])
            if field.isDerived || now == old { return [] }
            guard case .map = field.kind else { return [Edit(field: field.key, value: old)] }
            return [Edit(field: field.key, value: Change.mapDifference(from: now, to: old).after)]
        }
    }
}
