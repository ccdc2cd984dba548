// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Testing

/// What the screen restores at its next start: all that still makes sense, and nothing that stops it.
struct SessionTests {
    private static let panes = ["inventory": ["products", "categories"], "audit": []]
    private static let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 20_000), me: nil)

    private func parse(_ text: String) -> (state: SessionState, notices: [SessionNotice]) {
        SessionState.parse(Array(text.utf8), panes: Self.panes, in: Self.context)
    }

    private static let full = SessionState(
        pane: "audit", tabs: ["inventory": "categories"],
        lists: [
            "products": .init(
                filter: "status=draft price<50", sort: "-price,name",
                columns: [
                    .init(field: "sku", width: 12), .init(field: "metadata.ply"), .init(field: "updated", width: 1),
                ], cursor: Identifier(high: 1, low: 2)), "categories": .init(filter: "active=yes", view: "In use"),
        ])

    @Test func `a state is kept as small JSON and comes back whole`() {
        let text = String(decoding: Self.full.json, as: UTF8.self)
        let id = Identifier(high: 1, low: 2).text
        #expect(
            text
                == #"{"lists":{"categories":{"columns":[],"filter":"active=yes","sort":"","view":"In use"},"#
                + #""products":{"columns":[{"field":"sku","width":12},{"field":"metadata.ply"},"#
                + #"{"field":"updated","width":1}],"#
                + #""cursor":"\#(id)","filter":"status=draft price<50","sort":"-price,name"}},"pane":"audit","#
                + #""tabs":{"inventory":"categories"},"v":1}"#)
        let read = parse(text)
        #expect(read.state == Self.full)
        #expect(read.notices == [])
        #expect(parse(String(decoding: SessionState().json, as: UTF8.self)).state == SessionState())
    }

    @Test func `what the program no longer knows is dropped and told, the rest comes back`() {
        let read = parse(
            """
            {"v":1,"pane":"gone","future":{"a":1},"tabs":{"inventory":"lots","moon":"x","audit":7},"lists":{
            "products":{"columns":[{"field":"old"},{"field":"sku","width":0},{"field":"sku"},{"field":"name","width":9},
            {"width":3},"x",{"field":"price","color":1}],"filter":"old=1","sort":"old","cursor":"7"},
            "lots":{},"members":[],"roles":{"filter":1,"columns":{},"view":"Mine"}}}
            """)
        #expect(
            read.state
                == SessionState(lists: [
                    "products": .init(columns: [
                        .init(field: "sku"), .init(field: "name", width: 9), .init(field: "price"),
                    ]), "roles": .init(),
                ]))
        #expect(
            read.notices.map(\.sentence) == [
                "Of the last session, the pane “gone” is not restored: it is none of the panes.",
                "Of the last session, the tab of inventory “lots” is not restored: it is none of its tabs.",
                "Of the last session, a tab of the pane “moon” is not restored: it is none of the panes.",
                "Of the last session, the tab of audit “” is not restored: it is no text.",
                "Of the last session, the filter of products “old=1” is not restored: it cannot be read: “old” is no "
                    + "field of products.",
                "Of the last session, the order of products “old” is not restored: it cannot be read: “old” is no "
                    + "field of products.",
                "Of the last session, the cursor of products “7” is not restored: it is no id.",
                "Of the last session, a column of products “old” is not restored: it is no field.",
                "Of the last session, the width of a column of products “sku” is not restored: it is none from 1 to "
                    + "500.",
                "Of the last session, a column of products “sku” is not restored: it stands twice.",
                "Of the last session, the list “lots” is not restored: it is of no resource.",
                "Of the last session, the list “members” is not restored: it is no object.",
                "Of the last session, the filter of roles “” is not restored: it is no text.",
                "Of the last session, a column of roles “” is not restored: it is no list.",
            ])
    }

    @Test func `a file that is none, of a newer program or too large restores nothing`() {
        for text in ["", "[]", "{", "null", "{}{}"] {
            #expect(parse(text).notices == [.unreadable("is no JSON object")], "\(text)")
        }
        #expect(parse("{}").notices == [.unreadable("names no form")])
        #expect(parse(#"{"v":2,"pane":"audit"}"#).notices == [.newer(2)])
        let large = #"{"v":1,"pane":"audit"}"# + String(repeating: " ", count: SessionState.byteCountMax)
        #expect(parse(large).notices == [.unreadable("is too large")])
        #expect(parse(#"{"v":1,"pane":null,"lists":null}"#).notices == [])
        #expect(
            SessionNotice.newer(2).sentence
                == "The last session is not restored: a newer program wrote it (form 2, this one knows 1).")
    }

    @Test func `limits hold for columns, texts and notices`() {
        let columns = (0..<70).map { #"{"field":"metadata.k\#($0)"}"# }.joined(separator: ",")
        let many = parse(#"{"v":1,"lists":{"products":{"columns":[\#(columns)]}}}"#)
        #expect(many.state.lists["products"]?.columns.count == 64)
        #expect(many.notices.count == 1)
        let long = parse(#"{"v":1,"pane":"\#(String(repeating: "x", count: 1_001))"}"#)
        #expect(long.state == SessionState())
        let strange = (0..<50).map { #""r\#($0)":{}"# }.joined(separator: ",")
        #expect(parse(#"{"v":1,"lists":{\#(strange)}}"#).notices.count == 20)
    }

    @Test func `no bytes at all stop the screen, and what is read is kept the same`() {
        let seed: UInt64 = 20_261_121
        print("seed \(seed)")
        var random = SplitMix64(seed: seed)
        let whole = Self.full.json
        for _ in 0..<3_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            let read = SessionState.parse(bytes, panes: Self.panes, in: Self.context)
            let again = SessionState.parse(read.state.json, panes: Self.panes, in: Self.context)
            #expect(again.state == read.state)
            #expect(again.notices == [])
        }
    }

    @Test func `a state is written when it changed, at most every five seconds, and at the end`() {
        var pace = SessionPace(restored: Self.full)
        var other = Self.full
        func takes(_ state: SessionState, _ milliseconds: Int64, isLast: Bool = false) -> Bool {
            pace.takes(state, now: milliseconds * 1_000, isLast: isLast)
        }
        var answers = [takes(Self.full, 0, isLast: true)]
        other.pane = "inventory"
        answers += [takes(other, 0), takes(other, 9_000), takes(Self.full, 4_999), takes(Self.full, 5_000)]
        answers += [takes(other, 6_000), takes(other, 6_000, isLast: true), takes(Self.full, 1_000)]
        #expect(answers == [false, true, false, false, true, false, true, true])
    }
}
