// SPDX-License-Identifier: Apache-2.0
import Glibc
import Host
import Synchronization
import Testing

struct HostTests {
    @Test func `a lock is held by one descriptor at a time, and given back when its owner goes`() throws {
        let folder = try TestFolder()
        let path = folder.path + "/lock"
        let first = try FileLock(path: path)
        #expect(try first.tryAcquire())
        do {
            let second = try FileLock(path: path)
            #expect(try !second.tryAcquire())
            #expect(try !second.acquire(waitMillisecondsMax: 0))
            first.release()
            #expect(try second.tryAcquire())
            #expect(try !first.tryAcquire())
        }
        #expect(try first.tryAcquire())
        #expect(Files.mode(path) == 0o600)
    }

    @Test func `a waiting lock is taken as soon as it is given back`() throws {
        let folder = try TestFolder()
        let path = folder.path + "/lock"
        let first = try FileLock(path: path)
        #expect(try first.acquire(waitMillisecondsMax: 0))
        let isTaken = Flag()
        let waiting = Worker.start("waiting") {
            guard let second = try? FileLock(path: path) else { return }
            if (try? second.acquire(waitMillisecondsMax: 60_000)) == true { isTaken.set() }
        }
        #expect(!isTaken.isSet)
        first.release()
        waiting.wait()
        #expect(isTaken.isSet)
    }

    @Test func `a file is replaced as a whole, with its mode, and nothing is left beside it`() throws {
        let folder = try TestFolder()
        let path = folder.path + "/file"
        try Files.write(Array("old".utf8), to: path)
        try Files.write(Array("new".utf8), to: path, mode: 0o640)
        #expect(try Files.read(path) == Array("new".utf8))
        #expect(Files.mode(path) == 0o640)
        #expect(Files.kind(path) == .regular(byteCount: 3))
        let missing = folder.path + "/none/file"
        #expect(throws: HostError.self) { try Files.write([1], to: missing) }
        #expect(Files.kind("\(path).\(getpid()).new") == .missing)
    }

    @Test func `folders are made with those above them, and kinds are told apart`() throws {
        let folder = try TestFolder()
        let path = folder.path + "/a/b/c"
        try Files.makeFolder(path)
        try Files.makeFolder(path)
        #expect(Files.kind(path) == .directory)
        #expect(Files.mode(path) == 0o700)
        #expect(Files.kind("/dev/null") == .other)
        #expect(Files.kind(path + "/x") == .missing)
        #expect(Files.parent("/a/b") == "/a")
        #expect(Files.parent("/a") == "/")
        #expect(Files.parent("a") == ".")
        #expect(Files.name("/a/b") == "b")
        let error = #expect(throws: HostError.self) { _ = try Files.read(path + "/x") }
        #expect(error?.isMissing == true)
    }

    @Test func `a channel hands on everything, in each sender's order, however full it is`() {
        let channel = Channel<Int>(capacity: 3)
        let count = 20_000
        let senders = [0, 1].map { sender in
            Worker.start("sender \(sender)") {
                for number in 0..<count { _ = channel.send(sender * count + number) }
            }
        }
        var received: [[Int]] = [[], []]
        for _ in 0..<2 * count {
            guard let number = channel.receive() else { break }
            received[number / count].append(number % count)
        }
        for sender in senders { sender.wait() }
        #expect(received == [Array(0..<count), Array(0..<count)])
        channel.close()
        #expect(channel.receive() == nil)
        #expect(!channel.send(1))
    }

    @Test func `a closed channel refuses, hands out what it has, and frees whoever waits`() {
        let channel = Channel<Int>(capacity: 2)
        #expect(channel.send(1) && channel.send(2))
        let refused = Mutex(0)
        let waiting = (0..<3).map { number in
            Worker.start("waiting \(number)") {
                if !channel.send(9) { refused.withLock { $0 += 1 } }
            }
        }
        channel.close()
        for worker in waiting { worker.wait() }
        #expect(refused.withLock { $0 } == 3)
        #expect([channel.receive(), channel.receive(), channel.receive(), channel.receive()] == [1, 2, nil, nil])
    }

    @Test func `an abandoned channel forgets what it had`() {
        let channel = Channel<Int>(capacity: 2)
        #expect(channel.send(1))
        channel.abandon()
        #expect(channel.receive() == nil)
        #expect(!channel.send(2))
    }

    @Test func `local time follows the zone through both changes of the clock`() async {
        await #expect(processExitsWith: .success) {
            // The zone belongs to a whole process, so this one has its own: Stockholm's rules, spelt out.
            setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1)
            tzset()
            func text(_ seconds: Int64) -> String {
                let time = LocalTime(microseconds: seconds * 1_000_000)
                let day = "\(time.year)-\(time.month)-\(time.day)"
                return "\(day) \(time.hour):\(time.minute) \(time.weekday) \(time.offsetSeconds)"
            }
            // 2026-03-29 01:00 UTC and 2026-10-25 01:00 UTC.
            #expect(text(1_774_745_999) == "2026-3-29 1:59 0 3600")
            #expect(text(1_774_746_000) == "2026-3-29 3:0 0 7200")
            #expect(text(1_792_889_999) == "2026-10-25 2:59 0 7200")
            #expect(text(1_792_890_000) == "2026-10-25 2:0 0 3600")
            #expect(text(-1) == "1970-1-1 0:59 4 3600")
            let spring = LocalTime.startOfDay(year: 2026, month: 3, day: 29)
            let autumn = LocalTime.startOfDay(year: 2026, month: 10, day: 25)
            let hour: Int64 = 3_600_000_000
            #expect(LocalTime.startOfDay(year: 2026, month: 3, day: 30) - spring == 23 * hour)
            #expect(LocalTime.startOfDay(year: 2026, month: 10, day: 26) - autumn == 25 * hour)
            #expect(spring == 1_774_738_800_000_000)
            let (offset, changes) = LocalTime.transitions(from: spring, to: autumn + 24 * hour)
            #expect(offset == 3_600)
            #expect(
                changes == [
                    .init(from: 1_774_746_000_000_000, offsetSeconds: 7_200),
                    .init(from: 1_792_890_000_000_000, offsetSeconds: 3_600),
                ])
        }
    }
}
