package import Domain

extension Reader {
    /// The lines that a filter means, of which the newest so many are wanted. Throws `notFound` or `ambiguous` for a
    /// member or record that is not known by the name given.
    package func auditQuery(_ filter: AuditFilter, before: Int64? = nil, limit: Int) throws(StoreError) -> AuditQuery {
        let member: Identifier? =
            switch filter.who {
            case .none: nil
            case .identifier(let id): id
            case .named(let name): try find(name, in: Member.declaration.facts, trash: .last).id
            }
        return AuditQuery(
            before: before, limit: limit, member: member,
            record: try filter.record.map { (key) throws(StoreError) in
                try recordEver(key, in: filter.resource.flatMap(Resources.named))
            },
            resource: filter.resource, action: filter.what, since: filter.since, until: filter.until,
            isSecurityOnly: filter.isSecurityOnly, words: filter.words)
    }

    /// The record of a key, live, deleted or purged, in one resource or in the first that has it.
    private func recordEver(_ key: String, in resource: ResourceFacts?) throws(StoreError) -> Identifier {
        if let id = Identifier(text: key) { return id }
        let resources = resource.map { [$0] } ?? Resources.all
        for resource in resources {
            do throws(StoreError) {
                return try find(key, in: resource, trash: .last).id
            } catch .notFound {
                if let purged = try purged(key, in: resource).first { return purged.id }
            }
        }
        throw .notFound(resource: resource?.name ?? "record", key: key)
    }
}
