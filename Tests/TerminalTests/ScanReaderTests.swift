// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct ScanReaderTests {
    /// The keys that come of some that follow each other by so many milliseconds, and after a pause.
    private func keys(_ text: String, everyMilliseconds gap: Int64 = 5) -> [Key] {
        var reader = ScanReader()
        var now: Int64 = 1_000_000
        var keys: [Key] = []
        for character in text {
            now += gap * 1_000
            keys += reader.take(character == "\n" ? .enter : .character(character), at: now)
        }
        return keys + reader.release(at: now + 35_001)
    }

    private func typed(_ text: String) -> [Key] { text.map { $0 == "\n" ? .enter : .character($0) } }

    @Test(arguments: ["4006381333931", "YARN-0042", "012345", "MUG.7/A_1"])
    func `a code that comes fast and ends with Enter is a scan`(code: String) {
        #expect(keys("\(code)\n") == [.scan(code)])
        // All of it may come in one read.
        #expect(keys("\(code)\n", everyMilliseconds: 0) == [.scan(code)])
    }

    @Test(arguments: ["12345\n", "ABCDEFG\n", "4006381333931", "Sock 7\n", "jjjjjjj\n", "400638133393x\n"])
    func `what is too short, no code, or not ended is typed`(text: String) {
        #expect(keys(text) == typed(text))
    }

    @Test func `what comes slower than a scanner is typed`() {
        #expect(keys("4006381333931\n", everyMilliseconds: 36) == typed("4006381333931\n"))
    }

    @Test func `small letters and other keys never wait`() {
        var reader = ScanReader()
        #expect(reader.take(.character("j"), at: 0) == [.character("j")])
        #expect(reader.take(.down, at: 1) == [.down])
        #expect(reader.left(at: 1) == nil)
        #expect(reader.take(.character("5"), at: 2) == [])
        #expect(reader.left(at: 10_002) == 25_000)
        #expect(reader.take(.character("j"), at: 10_002) == [.character("5"), .character("j")])
    }

    @Test func `a digit waits 35 ms and is itself then`() {
        var reader = ScanReader()
        #expect(reader.take(.character("5"), at: 1_000_000) == [])
        #expect(reader.release(at: 1_035_000) == [])
        #expect(reader.release(at: 1_035_001) == [.character("5")])
        #expect(reader.left(at: 1_035_001) == nil)
    }

    @Test func `the second half of a line end goes with the scan, a later Enter does not`() {
        #expect(keys("4006381333931\n\n") == [.scan("4006381333931")])
        var reader = ScanReader()
        for character in "400638" { _ = reader.take(.character(character), at: 1) }
        #expect(reader.take(.enter, at: 1) == [.scan("400638")])
        #expect(reader.take(.enter, at: 40_000) == [.enter])
    }

    @Test func `two scans come one after the other`() {
        #expect(keys("400638\n400639\n") == [.scan("400638"), .scan("400639")])
    }

    @Test func `no key is lost and none overtakes another, whatever comes when`() {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &random)
        print("seed \(seed)")
        var state = seed
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let signs = Array("j5A-x\n")
        for _ in 0..<500 {
            var reader = ScanReader()
            var now: Int64 = 0
            var given: [Key] = []
            var taken: [Key] = []
            for _ in 0..<40 {
                now += Int64(next(60_000))
                let key: Key = signs[next(signs.count)] == "\n" ? .up : .character(signs[next(signs.count - 1)])
                given.append(key)
                taken += reader.take(key, at: now)
            }
            taken += reader.flush()
            #expect(taken == given, "seed \(seed)")
        }
    }
}
