internal import Synchronization

/// A clock that the demo moves forward by itself, so that its history spans a month.
final class DemoClock: Sendable {
    private let moment: Mutex<Int64>

    static let minute: Int64 = 60_000_000
    static let hour: Int64 = 60 * minute
    static let day: Int64 = 24 * hour

    private let midnight: Int64

    /// Starts at an hour of the day that begins at `midnight`.
    init(midnight: Int64, hour: Int64) {
        self.midnight = midnight
        moment = Mutex(midnight + hour * Self.hour)
    }

    /// The time it is; every look moves it on by a little, as time does.
    var now: Int64 {
        moment.withLock { moment in
            moment += 1_000
            return moment
        }
    }

    /// On to an hour of a later day; days are counted from where the clock began.
    func advanceToHour(_ hour: Int64, days: Int64) {
        moment.withLock { moment in
            let passed = (moment - midnight) / Self.day
            moment = midnight + (passed + days) * Self.day + hour * Self.hour
        }
    }

    func advance(_ duration: Int64) {
        moment.withLock { $0 += duration }
    }
}
