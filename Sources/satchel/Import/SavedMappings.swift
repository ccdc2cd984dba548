// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Host
internal import Interchange

/// Mappings that a person keeps beside the configuration, for the next file with the same columns.
enum SavedMappings {
    static var folder: String { "\(Folders.configuration)/mappings" }
    private static let ending = ".json"

    /// A mapping of a thousand columns has a tenth of this.
    static let byteCountMax = 1_000_000
    private static let filesMax = 1_000

    /// The mapping whose columns are those of the file, the one that is called like the file before others.
    static func find(_ header: [String], of resource: ResourceFacts, like file: String) -> (
        name: String, mapping: ImportMapping
    )? {
        let wanted = Set(header)
        let own = name(for: file)
        let names = Files.names(in: folder, countMax: filesMax).filter { $0.hasSuffix(ending) }
            .map { String($0.dropLast(ending.count)) }
        let sorted = names.filter { $0 == own } + names.filter { $0 != own }
        for name in sorted {
            guard let bytes = try? Files.readOwn(path(name), byteCountMax: byteCountMax),
                let mapping = try? ImportMapping.parse(bytes), mapping.resource == resource.name,
                Set(mapping.columns.map(\.header)) == wanted
            else { continue }
            return (name, mapping)
        }
        return nil
    }

    /// Keeps a mapping under the name of the file; answers where.
    static func save(_ mapping: ImportMapping, like file: String) throws(HostError) -> String {
        try Files.makeFolder(folder)
        let path = path(name(for: file))
        try Files.write(mapping.json + [0x0A], to: path)
        return path
    }

    private static func path(_ name: String) -> String { "\(folder)/\(name)\(ending)" }

    /// The file's name without its ending, and without what a file must not be called.
    private static func name(for file: String) -> String {
        let name = Files.name(file)
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return stem.isEmpty || stem.hasPrefix(".") ? "mapping" : stem
    }
}
