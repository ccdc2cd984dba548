// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// The saved view that a list shows, as it was when it was taken or saved.
struct TakenView: Equatable, Sendable {
    let name: String
    let filter: String
    let sort: String
    let columns: String

    init(name: String, filter: String, sort: String, columns: String) {
        self.name = name
        self.filter = filter
        self.sort = sort
        self.columns = columns
    }

    init(_ view: Record<SavedView>) {
        self.init(name: view.name, filter: view.filter, sort: view.sort, columns: view.columns)
    }
}

/// What a saved view means to its list; or why it means nothing any more.
struct ViewReading {
    let filter: Filter
    let sort: [SortTerm]
    let columns: [ColumnTerm]

    init(_ view: Record<SavedView>, _ resource: ResourceFacts, _ context: FilterViewpoint) throws(Problem) {
        do {
            filter = try FilterParser.parse(view.filter, for: resource, in: context)
        } catch {
            throw ViewReading.problem(view, "filter", view.filter, error.sentence)
        }
        do {
            sort = view.sort.isEmpty ? [] : try SortTerm.parse(view.sort, for: resource)
        } catch {
            throw ViewReading.problem(view, "order", view.sort, error.sentence)
        }
        do {
            columns = try ColumnTerm.parse(view.columns, for: resource)
        } catch {
            throw ViewReading.problem(view, "columns", view.columns, error.sentence(resource))
        }
    }

    private static func problem(_ view: Record<SavedView>, _ what: String, _ text: String, _ reason: String) -> Problem
    {
        Problem(
            title: "The view \(view.name) cannot be shown: in its \(what) \(reason)",
            lines: ["Its \(what): \(text)", "Mend it among the saved views of pane 8, or save another under its name."])
    }
}

extension ColumnTerm.Failure {
    func sentence(_ resource: ResourceFacts) -> String {
        switch self {
        case .unknown(let name):
            let near = resource.near(name)
            return "“\(name)” is no field of \(resource.name)."
                + (near.isEmpty ? "" : " Expected: \(near.joined(separator: ", ")).")
        case .badWidth(let text): return "“\(text)” has no width from 1 to \(ColumnTerm.widthMax)."
        case .twice(let name): return "“\(name)” stands twice."
        case .tooMany: return "more than \(ColumnTerm.termsMax) stand."
        }
    }
}

extension SavedView {
    private static func permission(_ action: Permission.Action) -> Permission {
        Permission(resource: shape.name, action: action)
    }

    static let reading = permission(.read)
    static let creating = permission(.create)
}
