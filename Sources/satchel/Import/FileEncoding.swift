// SPDX-License-Identifier: Apache-2.0
internal import Host
internal import Interchange

/// How the bytes of a file are to be read: as somebody says, as its first bytes say, or where these leave it open, as
/// all of them do.
enum FileEncoding {
    /// The words that somebody may say.
    static let words = ["utf-8", "utf-16le", "utf-16be", "windows-1252"]

    static func named(_ word: String) -> TextEncoding? {
        switch word {
        case "utf-8": .utf8(mark: false)
        case "utf-16le": .utf16LittleEndian(mark: false)
        case "utf-16be": .utf16BigEndian(mark: false)
        case "windows-1252": .cp1252
        default: nil
        }
    }

    /// `prefix` are the file's first bytes, all of them where it `isWhole`.
    static func find(_ prefix: [UInt8], isWhole: Bool, of path: String) throws -> TextEncoding {
        let finding = TextEncoding.detect(prefix: prefix)
        switch finding.evidence {
        case .byteOrderMark, .chosen, .zeroBytes, .damagedUTF8: return finding.encoding
        case .wellFormed, .notUTF8: if isWhole { return finding.encoding }
        }
        var observer = EightBitObserver()
        let file = try FileReader(path: path)
        while true {
            let chunk = try file.read(upTo: ImportScan.chunkByteCount)
            if chunk.isEmpty { return observer.finding.encoding }
            observer.observe(chunk)
        }
    }
}
