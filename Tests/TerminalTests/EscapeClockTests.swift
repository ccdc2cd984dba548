// SPDX-License-Identifier: Apache-2.0
import Terminal
import Testing

struct EscapeClockTests {
    @Test func `what happens between the bytes of a key does not end it`() {
        var decoder = KeyDecoder()
        var clock = EscapeClock()
        let begun = decoder.feed([0x1B])
        #expect(begun == [])
        clock.fed(isWaiting: decoder.isWaiting, at: 1_000)
        // A timer, a letter, a signal: the loop comes by without bytes.
        let early = clock.isOver(at: 2_000)
        #expect(!early)
        #expect(clock.left(at: 2_000) == 24_000)
        let keys = decoder.feed([0x5B, 0x42])
        #expect(keys == [.special(.down, [])])
        clock.fed(isWaiting: decoder.isWaiting, at: 20_000)
        #expect(clock.left(at: 20_000) == nil)
        let late = clock.isOver(at: 90_000)
        #expect(!late)
    }

    @Test func `a lone escape is one after its delay, once`() {
        var clock = EscapeClock()
        clock.fed(isWaiting: true, at: 0)
        #expect([24_999, 25_000, 25_000].map { clock.isOver(at: $0) } == [false, true, false])
    }

    @Test func `the delay can be set, also to none`() {
        var clock = EscapeClock(delayMilliseconds: 200)
        clock.fed(isWaiting: true, at: 0)
        #expect([199_999, 200_000].map { clock.isOver(at: $0) } == [false, true])
        clock = EscapeClock(delayMilliseconds: 0)
        clock.fed(isWaiting: true, at: 7)
        #expect([7, 7].map { clock.isOver(at: $0) } == [true, false])
    }
}
