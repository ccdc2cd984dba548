// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Storage

/// Where a record must be named whole: what cannot be taken back, what gives rights, and values that name a record. A
/// beginning could mean another record than the one that is thought of.
enum ExactKeys {
    /// Whether changes of a resource give rights to somebody.
    static func areWanted(in resource: ResourceFacts) -> Bool {
        [Member.shape.name, Role.shape.name, Policy.shape.name].contains(resource.name)
    }

    /// What a key that means no record comes near to: what begins so, else what is called nearly so.
    static func near(_ key: String, in resource: ResourceFacts, _ reader: Reader) throws(StoreError) -> [String] {
        do throws(StoreError) {
            let record = try reader.find(key, in: resource)
            return [RecordName.of(record.values, id: record.id, resource: resource)]
        } catch {
            if case .ambiguous(_, _, let candidates) = error { return candidates }
            guard case .notFound = error else { throw error }
            return try reader.near(key, in: resource)
        }
    }
}
