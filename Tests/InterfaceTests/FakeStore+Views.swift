// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Text

extension FakeStore {
    private static let stamps = StoredRecord.Stamps(
        createdAt: now, createdBy: anna, updatedAt: now, updatedBy: anna, deletedAt: nil, deletedBy: nil,
        revision: nil)

    /// How many rows stand before the cursor of a query.
    func rank(_ query: Query) -> Int64 {
        var before = query
        before.isBackwards = true
        before.limit = .max
        return Int64(part(before).records.count)
    }

    /// The records between a query's cursor and another one.
    func range(_ query: Query, to end: Identifier) -> [Identifier]? {
        for isBackwards in [false, true] {
            var part = query
            part.isBackwards = isBackwards
            let ids = self.part(part).records.map(\.id)
            guard let index = ids.firstIndex(of: end) else { continue }
            return Array(isBackwards ? ids[index...] : ids[...index])
        }
        return nil
    }

    /// What is wrong with the names in a filter.
    func wrongName(in text: String, of resource: String) -> FilterError? {
        guard let facts = Resources.named(resource) else { return nil }
        let viewpoint = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 20_000), me: nil)
        do throws(FilterError) {
            _ = try FilterParser.parse(text, for: facts, in: viewpoint) { name, _ in
                let known = names.first { $0.value.lowercased() == name.lowercased() }
                return known.map { .record($0.key) }
                    ?? .unknown(near: Nearest.names(to: name, among: names.values.sorted()))
            }
            return nil
        } catch {
            return error
        }
    }

    /// Saves a view.
    mutating func save(_ operation: Operation) -> Reply {
        let facts = SavedView.declaration.facts
        switch operation {
        case .create(_, _, let values):
            let id = Identifier(high: 300, low: UInt64(views.count))
            views.append(
                StoredRecord(row: Int64(views.count + 1), id: id, values: values, stamps: FakeStore.stamps))
            return .committed(summary: "created", record: id)
        case .update(_, let id, let edits):
            guard let index = views.firstIndex(where: { $0.id == id }) else { break }
            for edit in edits { views[index].values[facts.positions[edit.field] ?? 0] = edit.value }
            return .committed(summary: "changed", record: id)
        default: break
        }
        return .failed(Problem(title: "Not saved: the view is gone."))
    }

    /// Adds a saved view of the products.
    mutating func addView(_ name: String, filter: String = "", sort: String = "", columns: String = "") {
        var view = Record<SavedView>()
        view.name = name
        view.resource = "products"
        view.filter = filter
        view.sort = sort
        view.columns = columns
        _ = save(.create(SavedView.declaration.facts, id: nil, values: view.values))
    }
}
