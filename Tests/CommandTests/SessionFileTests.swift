// SPDX-License-Identifier: Apache-2.0
import Domain
import Glibc
import Host
import Interface
import Testing
import satchel

/// Where the session of a member on a store is kept.
struct SessionFileTests {
    private let place: Workplace
    private let file: SessionFile
    private let context = FilterViewpoint(currency: "EUR", today: CalendarDate(daysSince1970: 20_000), me: nil)
    private let panes = ["inventory": ["products"], "audit": []]

    init() throws {
        place = try Workplace()
        file = SessionFile(
            folder: place.path("state"), store: Identifier(high: 1, low: 1), member: Identifier(high: 2, low: 2))
    }

    private func read() -> (state: SessionState, notices: [SessionNotice]) { file.read(panes: panes, in: context) }

    @Test func `a session is kept for its store and member, readable by the owner only`() throws {
        #expect(read().state == SessionState())
        #expect(read().notices == [])
        let state = SessionState(pane: "audit", lists: ["products": .init(sort: "-price")])
        try file.write(SessionState())
        try file.write(state)
        #expect(read().state == state)
        #expect(read().notices == [])
        #expect(Files.mode(file.path) == 0o600)
        let other = SessionFile(
            folder: place.path("state"), store: Identifier(high: 1, low: 1), member: Identifier(high: 3, low: 3))
        #expect(other.read(panes: panes, in: context).state == SessionState())
    }

    @Test func `what is no session is told and does not stop the screen`() throws {
        try Files.makeFolder(Files.parent(file.path))
        func notice() -> String { read().notices.map(\.sentence).joined() }
        try Files.write(Array("{broken".utf8), to: file.path)
        #expect(notice() == "The last session is not restored: its file is no JSON object.")
        try Files.write([UInt8](repeating: 32, count: SessionState.byteCountMax + 1), to: file.path)
        #expect(notice() == "The last session is not restored: its file is too large.")
        Files.remove(file.path)
        mkfifo(file.path, 0o600)
        #expect(notice().hasPrefix("The last session is not restored: its file cannot be read: "))
        Files.remove(file.path)
        try Files.makeFolder(file.path)
        #expect(notice().hasPrefix("The last session is not restored: its file cannot be read: "))
        #expect(throws: HostError.self) { try file.write(SessionState()) }
    }
}
