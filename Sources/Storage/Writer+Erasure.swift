// SPDX-License-Identifier: Apache-2.0
package import Domain
internal import SQLite

extension Writer {
    /// Erases what is personal of a member, deleted or not: the record is blanked by a commit, and salts and key of
    /// everything sealed about them are destroyed. The chain still verifies; the values are gone, from the free places
    /// of the file and from its WAL too, and so are the drafts that hold them.
    package func eraseMember(_ id: Identifier) throws(StoreError) {
        try attempt { () throws(SQLiteError) in try connection.execute("PRAGMA secure_delete=ON") }
        defer { try? connection.execute("PRAGMA secure_delete=FAST") }
        let texts = try personalTexts(of: id)
        try writeErasure(of: id)
        DraftErasure.forget(id, texts: texts, paths)
        try checkpoint()
    }

    /// What is personal of a member as it stands now.
    private func personalTexts(of id: Identifier) throws(StoreError) -> [String] {
        let facts = Member.declaration.facts
        let record = try attempt { () throws(SQLiteError) in try connection.record(id, in: facts) }
        return facts.fields.filter(\.isPersonal).compactMap { record?.values[$0.position].text }
    }

    private func writeErasure(of id: Identifier) throws(StoreError) {
        let facts = Member.declaration.facts
        try group(origin: Origin.commandLine, reason: "erasure") { (group) throws(StoreError) in
            let record = try attempt { () throws(SQLiteError) in try connection.record(id, in: facts) }
            var operations: [Operation] = [.update(facts, id: id, edits: Self.blanking(id))]
            // What is deleted cannot be changed: it comes back for the moment of its blanking.
            if record?.isDeleted == true {
                operations = [.restore(facts, id: id)] + operations + [.delete(facts, id: id)]
            }
            try group.write(Proposal(operations, origin: Origin.commandLine))
            try group.writeWaiting()
            try attempt { () throws(SQLiteError) in try destroySeals(of: id, in: facts) }
        }
    }

    private static func blanking(_ id: Identifier) -> [Edit] {
        [
            Edit(field: "name", value: .text("erased member")), Edit(field: "email", value: .null),
            Edit(field: "phone", value: .null), Edit(field: "state", value: .text("deleted")),
            Edit(field: "user_name", value: .text("erased-\(id.text.suffix(8).lowercased())")),
        ]
    }

    private func destroySeals(of id: Identifier, in resource: ResourceFacts) throws(SQLiteError) {
        let values = try connection.prepare("UPDATE personal SET salt = NULL, sealed = NULL WHERE subject = ?")
        try values.bind(id, 1)
        try values.run()
        let key = try connection.prepare("DELETE FROM seal_key WHERE subject = ?")
        try key.bind(id, 1)
        try key.run()
        let newest = try connection.integer("SELECT max(n) FROM \"commit\"") ?? 0
        try appendEvent(
            .keyErased, resource: resource.name, record: id, detail: Erasure.detail(of: resource, upTo: newest))
    }
}
