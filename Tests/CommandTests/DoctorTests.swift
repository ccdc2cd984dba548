// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Testing

@Suite struct DoctorTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
    }

    private func states(_ output: String) -> [String] {
        output.split(separator: "\n").dropFirst().map { line in
            line.split(separator: " ").prefix(2).joined(separator: " ")
        }
    }

    @Test func `a healthy store is healthy in every way`() throws {
        let run = try place.shop("doctor")
        #expect(run.exit == 0)
        #expect(
            states(run.output) == [
                "store healthy", "schema healthy", "anchor healthy", "search healthy", "files healthy", "lock healthy",
                "space healthy", "configuration healthy", "log healthy", "terminal healthy", "healthy",
            ])
        let status = try place.shop("status", "--json").output
        #expect(status.contains(#""health":{"state":"healthy","checks":[]}"#))
    }

    @Test func `a check that hangs is told, and keeps no other from answering`() throws {
        // Somebody else keeps the whole store for a while: SQLite waits longer than the check may take.
        let run = try place.shell(
            """
            { echo 'PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE identity SET one = 1; SELECT 1;'
            sleep 4; } | sqlite3 shop.db > locked & while ! [ -s locked ]; do sleep 0.01; done
            "$SATCHEL" --store shop.db doctor --timeout 1; code=$?; wait; exit $code
            """)
        #expect(run.exit == 0)
        #expect(
            states(run.output) == [
                "store degraded", "schema degraded", "anchor degraded", "search degraded", "files healthy",
                "lock healthy", "space healthy", "configuration healthy", "log healthy", "terminal healthy", "degraded",
            ])
        #expect(
            run.output.contains(
                "no answer within 1 second; to do: is its volume reachable, or the store very large? "
                    + "satchel doctor --timeout 10"))
    }

    @Test(arguments: [false, true])
    func `what is no file where the program keeps its own hangs nothing and is told`(isLink: Bool) throws {
        let mine = try place.write("mine", "keep me")
        let names = try place.shell("ls state/satchel/anchors/*").output.split(separator: "\n").map(String.init)
        let log = place.path("state/satchel/satchel.log")
        for path in [place.path(try #require(names.first)), log] {
            unlink(path)
            #expect((isLink ? symlink(mine, path) : mkfifo(path, 0o600)) == 0)
        }
        let run = try place.shop("doctor")
        #expect(run.exit == 1)
        #expect(states(run.output).contains("anchor unhealthy") && states(run.output).contains("log degraded"))
        #expect(run.output.contains("\(log) is no file of its own, nothing is logged"))
        #expect(try place.shop("add", "categories", "name=Felt").exit == 0)
        #expect(try place.shop("log").exit == 0)
        #expect(try place.shop("audit", "verify").exit == 1)
        #expect(try place.text("mine") == "keep me")
    }

    @Test func `doctor tells of commits that are not known outside the store`() throws {
        let other = try place.shell(
            "XDG_STATE_HOME=$PWD/elsewhere \"$SATCHEL\" --store shop.db add categories name=Felt")
        try #require(other.exit == 0)
        let run = try place.shop("doctor")
        #expect(run.exit == 1)
        #expect(run.output.contains("1 commit after the last one known outside the store, number 3"))
        #expect(try place.shop("audit", "accept", "--yes").exit == 0)
        #expect(try place.shop("doctor").exit == 0)
    }

    @Test func `what is not well says what to do, in doctor and status alike`() throws {
        let path = place.path("state/satchel/satchel.log")
        Files.setMode(path, 0o644)
        let run = try place.shop("doctor", "--json")
        #expect(run.exit == 0)
        #expect(run.output.hasPrefix(#"{"state":"degraded","checks":[{"name":"store","state":"healthy","#))
        let log =
            #"{"name":"log","state":"degraded","finding":"others can read \#(path)","remedy":"chmod 600 \#(path)"}"#
        #expect(run.output.contains(log))
        #expect(
            try place.shop("status", "--json").output.contains(#""health":{"state":"degraded","checks":[\#(log)]}"#))
        #expect(try place.shop("status").output.contains("Health"))
    }

    @Test func `a store that cannot be opened is unhealthy, and the rest is checked all the same`() throws {
        try place.write("broken.db", String(repeating: "no database ", count: 100))
        let run = try place.satchel("--store", "broken.db", "doctor", "--json")
        #expect(run.exit == 1)
        #expect(run.output.hasPrefix(#"{"state":"unhealthy","checks":[{"name":"store","state":"unhealthy","#))
        #expect(run.output.contains(#"{"name":"space","state":"healthy""#))
        let none = try place.satchel("doctor")
        #expect(none.exit == 0)
        #expect(none.output.contains("no store is named; to do: satchel --store PATH doctor"))
    }

    @Test func `a damaged index is found by the check that reads the whole database`() throws {
        let damage = try place.shell(
            """
            sqlite3 shop.db 'PRAGMA wal_checkpoint(TRUNCATE)' >/dev/null
            page=$(sqlite3 shop.db "select rootpage from sqlite_schema where name='category_name_sort'")
            size=$(sqlite3 shop.db 'PRAGMA page_size')
            printf '\\177' | dd of=shop.db bs=1 seek=$((page * size - 1)) conv=notrunc status=none
            """)
        try #require(damage.exit == 0)
        let run = try place.shop("doctor")
        #expect(run.exit == 1)
        #expect(run.output.contains("the database is damaged: "))
        #expect(run.output.contains("restore the newest backup, then: satchel audit verify"))
    }
}
