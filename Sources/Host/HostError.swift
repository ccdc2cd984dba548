internal import Glibc

/// What the operating system answered when it could not do what was asked.
package struct HostError: Error, Equatable, CustomStringConvertible {
    package let number: Int32
    package let path: String

    package init(number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    /// The error of the last failed call. Reads `errno`.
    package static func last(_ path: String) -> HostError {
        HostError(number: errno, path: path)
    }

    /// The system's own words. Calls `strerror`.
    package var message: String { String(cString: strerror(number)) }
    package var description: String { "\(path): \(message)" }

    package var isMissing: Bool { number == ENOENT }
    /// Nobody reads what is written any more.
    package var isReaderGone: Bool { number == EPIPE }
    package var isStandingThere: Bool { number == EEXIST }
    /// A link stands where none is followed.
    package var isLink: Bool { number == ELOOP }
    /// A file would become larger than this process may make one.
    package var isTooLarge: Bool { number == EFBIG }
    package var isDenied: Bool { number == EACCES || number == EPERM }
    package var isOutOfSpace: Bool { number == ENOSPC || number == EDQUOT }
}
