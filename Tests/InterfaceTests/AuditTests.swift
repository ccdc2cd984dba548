// SPDX-License-Identifier: Apache-2.0
import Domain
import Interface
import Terminal
import Testing

struct AuditTests {
    private func event(_ number: Int64, _ name: String, _ summary: String) -> AuditEntry {
        AuditEntry(
            number: number, kind: .event(name), at: FakeStore.now - number * 3_600_000_000, actor: nil, actorName: "",
            device: "van laptop", group: nil, hash: "51d0e3b2", origin: "", session: "tty2",
            summary: "\(name) \(summary)",
            reason: nil)
    }

    @Test func `what was denied or failed stands out by its word`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.store.events = [event(1, "denied", "purge of MUG-0001"), event(2, "failed", "sign-in “anna”, 3rd")]
        stage.press("5")
        stage.pause()
        #expect(stage.row(4).hasPrefix("▌  today 14:32   –             DENIED purge of MUG-0001"))
        #expect(stage.row(5).hasPrefix("   today 13:32   –             FAILED sign-in “anna”, 3rd"))
        stage.theme = .dusk
        #expect(stage.canvas[31, 4].style == Theme.dusk[.denied])
    }

    @Test func `older entries are loaded as one goes down and none comes twice`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.store.events = (1...200).map { event($0, "export", "number \($0)") }
        stage.press("5")
        for _ in 0..<199 { stage.press("j") }
        stage.pause()
        #expect(stage.screen.contains("export number 200"))
        #expect(stage.row(-3).hasSuffix("200 of 200"))
        #expect(stage.model.contradiction == nil)
    }

    @Test func `a window made larger while older entries come does not end the log`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.store.events = (1...200).map { event($0, "export", "number \($0)") }
        stage.press("5")
        stage.isHolding = true
        for _ in 0..<40 { stage.press("j") }
        stage.send(.resized(columns: 80, rows: 60))
        stage.release()
        for _ in 0..<160 { stage.press("j") }
        stage.pause()
        #expect(stage.row(-3).hasSuffix("200 of 200"))
    }

    @Test func `the cursor stays on an entry far down when others commit`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.store.events = (1...800).map { event($0, "export", "number \($0)") }
        stage.press("5")
        for _ in 0..<699 { stage.press("j") }
        stage.pause()
        let row = stage.screen.split(separator: "\n").first { $0.hasPrefix("▌") }
        #expect(row?.contains("export number 700") == true)
        stage.store.events.insert(event(0, "export", "another"), at: 0)
        stage.send(.storeChanged)
        stage.pause()
        #expect(stage.screen.split(separator: "\n").first { $0.hasPrefix("▌") } == row)
        #expect(stage.row(-3).hasSuffix("701"))
        for _ in 0..<110 { stage.press("j") }
        stage.pause()
        #expect(stage.row(-3).hasSuffix("801 of 801"))
        #expect(stage.screen.contains("export number 800"))
    }

    @Test func `what was read of another filter is not among what is read anew`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.store.events = (1...100).map { event($0, "export", "number \($0)") }
        stage.press("5 G")
        stage.press("/")
        stage.isHolding = true
        stage.type("when>=today")
        stage.send(.storeChanged)
        stage.release()
        stage.press("enter G")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("15 of 15"))
    }

    @Test func `a version is restored that was asked about, wherever the cursor is by then`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("l l e 9 enter H r")
        stage.store.changes = []
        stage.send(.storeChanged)
        stage.press("y")
        #expect(stage.model.toast?.text == "Restored YARN as of commit 2. u undoes it.")
    }

    @Test func `a commit unfolds and its lines fold again`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("l l e 9 enter 5 right")
        #expect(stage.row(5).contains("  updated MUG-0001"))
        stage.press("j enter")
        stage.pause()
        #expect(stage.screen.contains("price     28.00 → 9.00"))
        stage.press("esc left")
        #expect(!stage.screen.contains("updated MUG-0001"))
        #expect(stage.row(4).hasPrefix("▌"))
    }

    @Test func `the history of a record shows its changes`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("l l e 9 enter H")
        stage.pause()
        #expect(stage.row(1).hasPrefix("History  MUG-0001 · Mug · glaze 0001"))
        #expect(stage.row(4).hasPrefix("▌  today 15:32   Anna          price "))
        #expect(stage.screen.contains("price     28.00 → 9.00"))
        stage.press("j")
        stage.pause()
        #expect(stage.row(-3).hasSuffix("2 of 2"))
        stage.press("esc")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `a filter narrows the log while one types, and a name that is none says so in its place`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.store.events = [event(1, "denied", "purge of MUG-0001"), event(30, "export", "products.csv")]
        stage.press("5 /")
        stage.type("when>=today")
        #expect(stage.row(4).contains("DENIED purge of MUG-0001"))
        #expect(stage.row(5).isEmpty)
        stage.press("ctrl-u")
        stage.type("who=ann")
        #expect(stage.row(4) == "   “ann” is none of the members")
        stage.type("a")
        #expect(stage.row(4) == "   Nothing matches.")
        stage.press("esc")
        #expect(stage.row(5).contains("export products.csv"))
    }

    @Test func `what the log cannot be asked is marked in the line`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("5 /")
        stage.type("who!=anna")
        #expect(stage.row(-3).contains("the audit log takes conditions that all hold, each once"))
        stage.press("ctrl-u")
        stage.type("prize=3")
        #expect(stage.row(-3).contains("“prize” is no field of audit"))
    }

    @Test func `the tab of security stays with security, whatever the filter`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("l l e 9 enter 5 ]")
        #expect(stage.row(1).hasPrefix(" Commits [Security]"))
        stage.press("/")
        stage.type("when>=today")
        stage.press("enter")
        #expect(
            stage.asked.map(\.request).contains {
                if case .audit(let filter, _, _) = $0 { filter.isSecurityOnly && filter.since != nil } else { false }
            })
        #expect(stage.row(4) == "   Nothing matches.")
    }

    @Test func `the check says what it found, and the detail keeps it`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("5 g v")
        #expect(stage.model.toast?.text == "The journal is intact: 2 commits, 3 records.")
        #expect(stage.screen.contains("Verified today 15:32"))
        stage.store.verdict = Verdict(
            counted: "2 commits", problems: ["commit 2 was altered", "the anchor differs"], isAnchored: false)
        stage.press("g v")
        #expect(stage.model.toast?.text == "commit 2 was altered And 1 more: g m shows them.")
        #expect(stage.screen.contains("✗ the anchor differs"))
        #expect(!stage.screen.contains("intact"))
    }

    @Test func `the check shows how far it is and stops on esc`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("5")
        stage.isHolding = true
        stage.press("g v")
        let id = stage.asked.last?.id ?? RequestID(place: 0, number: 0)
        stage.send(.reply(id, .progress(12_000, of: 48_000)))
        #expect(stage.row(-3).hasPrefix("checking 12 000 of 48 000 · esc stops"))
        stage.press("esc")
        #expect(stage.sent.contains(.stop(id)))
        stage.send(.reply(id, .failed(Problem(title: "The check was stopped"))))
        #expect(stage.row(-3).isEmpty)
        #expect(stage.model.toast?.text.hasPrefix("The check was stopped") == true)
    }

    @Test func `the lines that are shown go into a file`() {
        var stage = Stage(columns: 120, rows: 36)
        stage.press("5 x")
        #expect(stage.row(-3).contains("audit-2026-11-14.csv"))
        stage.press("ctrl-u")
        stage.type("log.jsonl")
        stage.press("enter")
        #expect(stage.asked.map(\.request).contains(.exportAudit(.all, path: "log.jsonl")))
        #expect(stage.model.toast?.text == "3 lines of the audit log written to log.jsonl.")
    }

    @Test func `messages are kept and read again`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("l l e 9 enter u u g m")
        #expect(stage.screen.contains("! Nothing to undo."))
        #expect(stage.screen.contains("✓ Saved price of MUG-0001: 28.00 → 9.00. u undoes it."))
        stage.type("undone")
        #expect(stage.row(3).hasSuffix("✓ Undone: price of MUG-0001. U does it again."))
        #expect(stage.row(4).isEmpty)
        stage.press("esc")
        #expect(stage.row(1).hasPrefix("[Products]"))
    }

    @Test func `a message goes by itself after its time`() {
        var stage = Stage(columns: 80, rows: 24)
        stage.press("Z")
        #expect(stage.row(-2) == " i Z is no command here. ? shows the keys.")
        stage.pause(6_000)
        #expect(stage.row(-2).isEmpty)
    }

    @Test func `days are told as a person tells them`() {
        let clock = Clock(now: FakeStore.now, zone: Zone(offsetSeconds: 3_600))
        let hour: Int64 = 3_600_000_000
        #expect(clock.words(FakeStore.now) == "today 16:32")
        #expect(clock.words(FakeStore.now - 17 * hour) == "Fri 23:32")
        #expect(clock.words(FakeStore.now - 24 * 6 * hour) == "Sun 16:32")
        #expect(clock.words(FakeStore.now - 24 * 7 * hour) == "7 Nov")
        #expect(clock.words(FakeStore.now - 24 * 365 * hour) == "14 Nov 2025")
    }

    /// Central Europe in 2026: summer time from 29 March 01:00 UTC to 25 October 01:00 UTC.
    private let zone = Zone(
        offsetSeconds: 3_600,
        steps: [
            .init(from: 1_774_746_000_000_000, offsetSeconds: 7_200),
            .init(from: 1_792_890_000_000_000, offsetSeconds: 3_600),
        ])

    @Test func `each moment is told in the time that clocks showed then`() {
        let hour: Int64 = 3_600_000_000
        // Monday 26 October 2026, 12:00 UTC: the clocks went back the day before.
        let clock = Clock(now: 1_793_016_000_000_000, zone: zone)
        #expect(clock.words(clock.now) == "today 13:00")
        #expect(clock.words(clock.now - 24 * hour) == "Sun 13:00")
        #expect(clock.words(clock.now - 48 * hour) == "Sat 14:00")
        #expect(clock.words(1_792_890_000_000_000 - hour) == "Sun 02:00")
        #expect(clock.words(1_792_890_000_000_000) == "Sun 02:00")
        #expect(clock.words(1_774_738_800_000_000) == "29 Mar")
        #expect(clock.words(1_774_738_799_999_999) == "28 Mar")
    }

    @Test func `days begin at midnight of the place, through both changes of the clock`() {
        let clock = Clock(now: FakeStore.now, zone: zone)
        func start(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
            CalendarDate(year: year, month: month, day: day).map { clock.start(of: $0) }
        }
        #expect(start(2026, 3, 29) == 1_774_738_800_000_000)
        #expect(start(2026, 3, 30) == 1_774_821_600_000_000)
        #expect(start(2026, 10, 25) == 1_792_879_200_000_000)
        #expect(start(2026, 10, 26) == 1_792_969_200_000_000)
    }

    @Test func `a day whose midnight is skipped begins when the clocks do`() {
        // Cairo, 24 April 2026: at 00:00 clocks go to 01:00.
        let step: Int64 = 1_776_981_600_000_000
        let zone = Zone(offsetSeconds: 7_200, steps: [.init(from: step, offsetSeconds: 10_800)])
        let day = CalendarDate(year: 2026, month: 4, day: 24)
        #expect(day.map { Clock(now: 0, zone: zone).start(of: $0) } == step)
    }
}
