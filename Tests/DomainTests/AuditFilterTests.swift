// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

/// What may be asked of the audit log, from text.
struct AuditFilterTests {
    private let context = FilterViewpoint(
        currency: "EUR", today: CalendarDate(daysSince1970: 20_771), me: AuditFilterTests.me)
    private static let me = Identifier(high: 1, low: 7)
    private static let day: Int64 = 86_400_000_000

    private func parse(_ text: String) throws(FilterError) -> AuditFilter {
        try AuditFilter.parse(text, in: context)
    }

    @Test func `each condition is one of the filter`() throws {
        var wanted = AuditFilter()
        wanted.who = .named("mara")
        wanted.what = "deleted"
        wanted.resource = "products"
        wanted.record = "MUG-1"
        wanted.words = ["tea", "pot"]
        wanted.isSecurityOnly = true
        #expect(try parse("who=mara what=deleted resource=products record=MUG-1 tea pot security=yes") == wanted)
        #expect(try parse("member=me").who == .identifier(Self.me))
        #expect(try parse("") == .all)
    }

    @Test func `times narrow each other`() throws {
        let today = 20_771 * Self.day
        let week = try parse("when>=today-7d")
        #expect(week.since == today - 7 * Self.day && week.until == nil)
        let one = try parse("when=today-1d")
        #expect(one.since == today - Self.day && one.until == today)
        let both = try parse("when>=today-9d when>=today-2d when<=today when<today-1d")
        #expect(both.since == today - 2 * Self.day && both.until == today - Self.day)
    }

    @Test(arguments: [
        "who=mara or who=ada", "!who=mara", "who!=mara", "who=mara who=ada", "what in (deleted, purged)", "record?",
        "record~tea", "who.name=mara", "security=no", "when!=today",
    ])
    func `what no line of the log can be asked is refused with what can`(text: String) {
        let error = #expect(throws: FilterError.self) { try parse(text) }
        #expect(error?.reason == "the audit log takes conditions that all hold, each once")
        #expect(error?.start == 0 && error?.end == text.count)
        #expect(error?.expected == "who=mara when>=today-7d what=deleted")
    }

    @Test func `an unknown field or action is told with what there is`() {
        #expect(throws: FilterError(start: 0, end: 4, reason: "“whom” is no field of audit", expected: "who")) {
            try parse("whom=mara")
        }
        let error = #expect(throws: FilterError.self) { try parse("what=removed") }
        #expect(error?.expected?.contains("deleted") == true)
        #expect(throws: FilterError.self) { try parse("created>today") }
    }
}
