// SPDX-License-Identifier: Apache-2.0

/// How a CSV file is laid out, found from its first bytes.
package struct CSVLayout: Hashable, Sendable {
    /// How bytes stand for characters.
    package var encoding: TextEncodingFinding
    /// What stands between cells.
    package var delimiter: DelimiterFinding

    /// Finds encoding and delimiter from a file's first bytes; `encoding` is given if the user named one.
    package static func detect(
        prefix: [UInt8], isWholeFile: Bool, encoding: TextEncoding? = nil
    ) -> CSVLayout {
        var finding = TextEncoding.detect(prefix: prefix)
        if let encoding, encoding != finding.encoding {
            finding = TextEncodingFinding(encoding: encoding, evidence: .chosen)
        }
        var text: [UInt8] = []
        var transcoder = Transcoder(from: finding.encoding)
        let seen = prefix.prefix(TextEncoding.prefixBytesMax)
        do {
            try transcoder.transcode(Array(seen), into: &text)
        } catch {
            // Reading the file reports it with its row; what stands before it is enough to find the delimiter.
        }
        let delimiter = Delimiter.detect(prefix: text, isWholeFile: isWholeFile && seen.count == prefix.count)
        return CSVLayout(encoding: finding, delimiter: delimiter)
    }
}
