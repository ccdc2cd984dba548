// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// Takes over of a session's file what the panes and the declared resources still know, and notes what they do not.
struct SessionReading {
    /// The tabs of each pane, by their words.
    let panes: [String: [String]]
    let context: FilterViewpoint
    private(set) var notices: [SessionNotice] = []
    /// A file may hold anything: more is not worth a line each.
    private static let noticesMax = 20

    init(panes: [String: [String]], context: FilterViewpoint) {
        self.panes = panes
        self.context = context
    }

    mutating func state(_ json: JSONValue) -> SessionState {
        var state = SessionState()
        if let pane = text(json["pane"], "the pane") {
            if panes[pane] != nil { state.pane = pane } else { drop("the pane", pane, "is none of the panes") }
        }
        for (pane, value) in members(json["tabs"], "the tabs") {
            guard let tabs = panes[pane] else {
                drop("a tab of the pane", pane, "is none of the panes")
                continue
            }
            guard let tab = text(value, "the tab of \(pane)") else { continue }
            if tabs.contains(tab) {
                state.tabs[pane] = tab
            } else {
                drop("the tab of \(pane)", tab, "is none of its tabs")
            }
        }
        for (name, value) in members(json["lists"], "the lists") {
            guard let resource = Resources.named(name) else {
                drop("the list", name, "is of no resource")
                continue
            }
            guard case .object = value else {
                drop("the list", name, "is no object")
                continue
            }
            state.lists[name] = list(value, resource)
        }
        return state
    }

    private mutating func list(_ json: JSONValue, _ resource: ResourceFacts) -> SessionState.List {
        var list = SessionState.List()
        let noticeCount = notices.count
        let of = "of \(resource.name)"
        if let filter = text(json["filter"], "the filter \(of)"), !filter.isEmpty {
            do throws(FilterError) {
                _ = try FilterParser.parse(filter, for: resource, in: context)
                list.filter = filter
            } catch {
                drop("the filter \(of)", filter, "cannot be read: \(error.reason)")
            }
        }
        if let sort = text(json["sort"], "the order \(of)"), !sort.isEmpty {
            do throws(FilterError) {
                _ = try SortTerm.parse(sort, for: resource)
                list.sort = sort
            } catch {
                drop("the order \(of)", sort, "cannot be read: \(error.reason)")
            }
        }
        if let cursor = text(json["cursor"], "the cursor \(of)") {
            list.cursor = Identifier(text: cursor)
            if list.cursor == nil { drop("the cursor \(of)", cursor, "is no id") }
        }
        list.columns = columns(json["columns"], resource)
        // A list that lacks something is not as its view says.
        let view = text(json["view"], "the view \(of)")
        list.view = notices.count == noticeCount ? view : nil
        return list
    }

    private mutating func columns(_ json: JSONValue?, _ resource: ResourceFacts) -> [SessionState.Column] {
        let place = "a column of \(resource.name)"
        guard let json, json != .null else { return [] }
        guard case .array(let elements) = json else {
            drop(place, "", "is no list")
            return []
        }
        var columns: [SessionState.Column] = []
        for element in elements {
            guard let field = text(element["field"], place) else { continue }
            guard Self.isColumn(field, of: resource) else {
                drop(place, field, "is no field")
                continue
            }
            guard !columns.contains(where: { $0.field == field }) else {
                drop(place, field, "stands twice")
                continue
            }
            guard columns.count < SessionState.columnsMax else {
                drop(place, field, "is one too many")
                break
            }
            columns.append(SessionState.Column(field: field, width: width(element["width"], field, place)))
        }
        return columns
    }

    private mutating func width(_ json: JSONValue?, _ field: String, _ place: String) -> Int? {
        guard let json, json != .null else { return nil }
        guard let width = json.integer.flatMap({ Int(exactly: $0) }), (1...SessionState.widthMax).contains(width) else {
            drop("the width of \(place)", field, "is none from 1 to \(SessionState.widthMax)")
            return nil
        }
        return width
    }

    /// A field, one key of a map, or what every record carries.
    private static func isColumn(_ name: String, of resource: ResourceFacts) -> Bool {
        if resource.field(name) != nil || SystemField(rawValue: name) != nil { return true }
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, case .map? = resource.field(String(parts[0]))?.kind else { return false }
        return true
    }

    // MARK: Pieces

    private mutating func text(_ json: JSONValue?, _ place: String) -> String? {
        guard let json, json != .null else { return nil }
        guard let text = json.string else {
            drop(place, "", "is no text")
            return nil
        }
        guard text.utf8.count <= SessionState.textMax else {
            drop(place, String(text.prefix(20)) + "…", "is longer than \(SessionState.textMax) letters")
            return nil
        }
        return text
    }

    private mutating func members(_ json: JSONValue?, _ place: String) -> [(String, JSONValue)] {
        guard let json, json != .null else { return [] }
        guard case .object(let members) = json else {
            drop(place, "", "is no object")
            return []
        }
        return members.map { ($0.key, $0.value) }
    }

    private mutating func drop(_ place: String, _ value: String, _ reason: String) {
        guard notices.count < Self.noticesMax else { return }
        notices.append(.dropped(place: place, value: value, reason: reason))
    }
}
