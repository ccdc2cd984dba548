// SPDX-License-Identifier: Apache-2.0

/// How far local time is from UTC, and since when: the daylight saving of the device's place as a table.
package struct Zone: Equatable, Sendable {
    /// From a moment on, in microseconds UTC, local time is so many seconds ahead of UTC.
    package struct Step: Equatable, Sendable {
        let from: Int64
        let offsetSeconds: Int64

        /// A step of the table.
        package init(from: Int64, offsetSeconds: Int64) {
            self.from = from
            self.offsetSeconds = offsetSeconds
        }
    }

    private let first: Int64
    private let steps: [Step]

    /// A zone with an offset before all steps, and steps in the order of time.
    package init(offsetSeconds: Int64 = 0, steps: [Step] = []) {
        first = offsetSeconds
        self.steps = steps
    }

    /// Seconds that local time is ahead of UTC at a moment.
    func offsetSeconds(at moment: Int64) -> Int64 {
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].from <= moment { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : steps[low - 1].offsetSeconds
    }

    /// Local microseconds of a moment: as if the place had no offset.
    func local(_ moment: Int64) -> Int64 {
        moment.addingReportingOverflow(offsetSeconds(at: moment) * 1_000_000).partialValue
    }

    /// The first moment that has a local time, or, where clocks skip it, the moment they do.
    func moment(local: Int64) -> Int64 {
        let dayMicroseconds: Int64 = 86_400_000_000
        // Steps are months apart: a day before and a day after tell the two offsets that are possible.
        let before = offsetSeconds(at: local - dayMicroseconds)
        let after = offsetSeconds(at: local + dayMicroseconds)
        let early = local - before * 1_000_000
        if offsetSeconds(at: early) == before { return early }
        let late = local - after * 1_000_000
        if offsetSeconds(at: late) == after { return late }
        return steps.first { $0.from > late && $0.from <= early }?.from ?? early
    }
}
