// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Storage

/// What names in values mean: live records that may be read. Each name is looked up once, so that a change of many
/// records asks once.
final class LiveNames {
    private struct Name: Hashable {
        let text: String
        let resource: String
    }

    private let reader: () throws -> Reader
    private var meanings: [Name: NameMeaning] = [:]
    /// Why the store could not tell; then a name means nothing.
    private(set) var failure: (any Error)?

    /// The store is opened with the first name.
    init(_ reader: @escaping () throws -> Reader) {
        self.reader = reader
    }

    func meaning(of name: String, in target: String) -> NameMeaning? {
        let key = Name(text: name, resource: target)
        if let known = meanings[key] { return known }
        guard let resource = Resources.named(target) else { return nil }
        do {
            let meaning = try find(name, resource, try reader())
            meanings[key] = meaning
            return meaning
        } catch {
            failure = error
            return nil
        }
    }

    private func find(_ name: String, _ resource: ResourceFacts, _ reader: Reader) throws(StoreError) -> NameMeaning {
        do throws(StoreError) {
            return .record(try reader.find(name, in: resource, isWhole: true).id)
        } catch {
            if case .ambiguous(_, _, let candidates) = error { return .several(candidates) }
            guard case .notFound = error else { throw error }
            return .unknown(near: try ExactKeys.near(name, in: resource, reader))
        }
    }
}
