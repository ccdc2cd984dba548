// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import Storage

extension Phrase {
    /// Why a search reads the records, or did; nil where nobody has to know.
    static func search(_ trouble: SearchTrouble, _ path: String, isReadOnly: Bool) -> String? {
        let reads = "searches read the records, which takes longer"
        switch trouble {
        case .unreadable(let error): return "\(path): \(reason(error)); until that is mended, \(reads)"
        case .damaged where isReadOnly: return "\(path): the index of words is damaged; \(reads)"
        case .damaged: return "\(path): the index of words was damaged and is made anew"
        case .behind: return nil
        }
    }

    private static func reason(_ error: StoreError) -> String {
        switch error {
        case .host(let error): error.message
        case .readOnly: "it cannot be written"
        case .full: "there is no space left"
        case .busy: "another process is writing it"
        case .notAStore(_, let reason): reason
        default: FailureReport(error).message
        }
    }
}
