// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Which records of a list are marked: some of them, or all of its filter but some.
struct Marks: Equatable, Sendable {
    /// Whether all are marked but those that are named.
    private(set) var areAll = false
    /// Those that are marked, or left out of all.
    private(set) var named: Set<Identifier> = []
    /// The filter of which all are marked; nil while they are not.
    private var filter: Filter?

    var isEmpty: Bool { !areAll && named.isEmpty }

    func contains(_ id: Identifier) -> Bool { named.contains(id) != areAll }

    /// How many there are, of a list of so many rows; nil while those are not counted.
    func count(of total: Int64?) -> Int64? {
        areAll ? total.map { max(0, $0 - Int64(named.count)) } : Int64(named.count)
    }

    mutating func toggle(_ id: Identifier) {
        if named.remove(id) == nil { named.insert(id) }
    }

    mutating func set(_ isMarked: Bool, _ ids: some Sequence<Identifier>) {
        if isMarked != areAll { named.formUnion(ids) } else { named.subtract(ids) }
    }

    mutating func markAll(of filter: Filter) {
        self = Marks()
        invert(in: filter)
    }

    mutating func clear() { self = Marks() }

    mutating func invert(in filter: Filter) {
        areAll.toggle()
        self.filter = areAll ? filter : nil
    }

    /// The marks as far as they mean something in a list of this filter: all of another one are none of its.
    func inForce(in filter: Filter) -> Marks { areAll && self.filter != filter ? Marks() : self }

    /// What is meant: the marked ones, else the one under the cursor.
    func selection(in filter: Filter, orElse id: Identifier) -> BulkEdit.Selection {
        if areAll { return .matching(filter, except: named) }
        return .records(named.isEmpty ? [id] : named.sorted { $0.text < $1.text })
    }
}
