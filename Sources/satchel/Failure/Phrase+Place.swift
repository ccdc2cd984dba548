// SPDX-License-Identifier: Apache-2.0
internal import Storage

extension Phrase {
    /// What is said of a change that stands although the store's file is not where it was.
    static func writtenElsewhere(_ displacement: StoreError) -> String {
        guard case .moved(let path, let isReplaced) = displacement else { return FailureReport(displacement).message }
        let fate = isReplaced ? "replaced by another file" : "moved or removed"
        return "\(path) was \(fate) meanwhile: what is said here was written to the file that stood there before, "
            + "wherever that is now"
    }
}
