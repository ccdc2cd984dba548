// SPDX-License-Identifier: Apache-2.0
package import Domain

extension SessionState {
    /// The state as it is kept: one object, keys in their order, so that an equal state is equal bytes.
    package var json: [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        json.key("lists")
        json.beginObject()
        for name in lists.keys.sorted(by: UTF16Order.isLess) {
            json.key(name)
            Self.append(lists[name] ?? List(), to: &json)
        }
        json.endObject()
        if let pane {
            json.key("pane")
            json.string(pane)
        }
        json.key("tabs")
        json.beginObject()
        for pane in tabs.keys.sorted(by: UTF16Order.isLess) {
            json.key(pane)
            json.string(tabs[pane] ?? "")
        }
        json.endObject()
        json.key("v")
        json.integer(Self.version)
        json.endObject()
        return json.bytes
    }

    private static func append(_ list: List, to json: inout CanonicalJSON) {
        json.beginObject()
        json.key("columns")
        json.beginArray()
        for column in list.columns {
            json.beginObject()
            json.key("field")
            json.string(column.field)
            if let width = column.width {
                json.key("width")
                json.integer(Int64(width))
            }
            json.endObject()
        }
        json.endArray()
        if let cursor = list.cursor {
            json.key("cursor")
            json.string(cursor.text)
        }
        json.key("filter")
        json.string(list.filter)
        json.key("sort")
        json.string(list.sort)
        if let view = list.view {
            json.key("view")
            json.string(view)
        }
        json.endObject()
    }

    /// The state of a file, as far as it still makes sense: panes and tabs that there are, fields that are declared,
    /// filters and orders that can be read. Keys that are not known are passed over; the rest that is left out is told.
    package static func parse(
        _ bytes: [UInt8], panes: [String: [String]], in context: FilterViewpoint
    ) -> (state: SessionState, notices: [SessionNotice]) {
        guard bytes.count <= byteCountMax else { return (SessionState(), [.unreadable("is too large")]) }
        guard let json = try? JSONParser.parse(bytes), case .object = json else {
            return (SessionState(), [.unreadable("is no JSON object")])
        }
        guard let found = json["v"]?.integer else { return (SessionState(), [.unreadable("names no form")]) }
        guard found <= version else { return (SessionState(), [.newer(found)]) }
        var reading = SessionReading(panes: panes, context: context)
        let state = reading.state(json)
        return (state, reading.notices)
    }
}
