// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interface

/// The themes or key maps that a person keeps beside the configuration.
struct OwnFiles {
    /// What such a file is called: "theme".
    let noun: String
    private let folderName: String
    private static let ending = ".json5"

    static let themes = OwnFiles(noun: "theme", folderName: "themes")
    static let keyMaps = OwnFiles(noun: "key map", folderName: "keymaps")

    var folder: String { "\(Folders.configuration)/\(folderName)" }

    /// The names of what is there, sorted.
    var names: [String] {
        Files.names(in: folder).filter { $0.hasSuffix(Self.ending) && !$0.hasPrefix(".") }
            .map { String($0.dropLast(Self.ending.count)) }
    }

    /// The file of a name.
    func path(of name: String) -> String { "\(folder)/\(name)\(Self.ending)" }

    /// Whether a text names one of these files, and is no path.
    static func isName(_ text: String) -> Bool { !text.contains("/") && !text.hasSuffix(ending) }

    /// What there is under a name, or at a path: a text with a slash, or with the ending of such files.
    func find(_ name: String) -> FoundFile {
        read(Self.isName(name) ? path(of: name) : name)
    }

    /// What there is at a path.
    func read(_ path: String) -> FoundFile {
        switch Files.kind(path) {
        case .missing: return .missing(path: path)
        // A pipe would be waited for.
        case .other: return .unreadable(path: path, reason: "it is a device or a pipe, not a file")
        case .regular, .directory: break
        }
        do throws(HostError) {
            let max = JSON5Parser.byteCountMax
            guard let bytes = try Files.read(path, byteCountMax: max) else {
                return .unreadable(path: path, reason: "it has more than \(max) bytes")
            }
            return .bytes(bytes, path: path)
        } catch {
            return .unreadable(path: path, reason: error.message)
        }
    }
}
