// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Text

extension Session {
    /// What may be meant otherwise in the filter of a command that found nothing.
    func looseWords(_ resource: ResourceFacts) -> [String] {
        guard let filter = invocation.value("filter") else { return [] }
        return LooseWord.all(in: filter, for: resource).map { loose in
            "“\(loose.word)” is a word here; quote it: \(loose.quoted)"
        }
    }

    /// Says on standard error what may be meant otherwise.
    func tellLooseWords(_ resource: ResourceFacts) throws {
        for line in looseWords(resource) {
            try FileWriter.standardError().write("satchel: \(Visible.neutral(line))\n")
        }
    }
}
