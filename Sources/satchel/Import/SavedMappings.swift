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
            guard let mapping = mapping(name), isFor(wanted, resource.name, mapping) else { continue }
            return (name, mapping)
        }
        return nil
    }

    /// Keeps a mapping under the name of the file, with a number where that is the name of one for other columns;
    /// answers where.
    static func save(_ mapping: ImportMapping, like file: String) throws(HostError) -> String {
        try Files.makeFolder(folder)
        let path = path(freeName(for: mapping, name(for: file)))
        try Files.write(mapping.json + [0x0A], to: path)
        return path
    }

    /// The first name under which no mapping is lost: nothing stands there, or one for the same columns.
    private static func freeName(for mapping: ImportMapping, _ name: String) -> String {
        let columns = Set(mapping.columns.map(\.header))
        let names = [name] + (2..<filesMax).map { "\(name)-\($0)" }
        return names.first { name in
            if case .missing = Files.kind(path(name)) { return true }
            return self.mapping(name).map { isFor(columns, mapping.resource, $0) } ?? false
        } ?? "\(name)-\(filesMax)"
    }

    /// The mapping of a name; nil where none can be read there.
    private static func mapping(_ name: String) -> ImportMapping? {
        guard let bytes = try? Files.readOwn(path(name), byteCountMax: byteCountMax) else { return nil }
        return try? ImportMapping.parse(bytes)
    }

    /// Whether a mapping is one for files with these columns.
    private static func isFor(_ columns: Set<String>, _ resource: String, _ mapping: ImportMapping) -> Bool {
        mapping.resource == resource && Set(mapping.columns.map(\.header)) == columns
    }

    private static func path(_ name: String) -> String { "\(folder)/\(name)\(ending)" }

    /// The file's name without its ending, and without what a file must not be called.
    private static func name(for file: String) -> String {
        let name = Files.name(file)
        let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
        return stem.isEmpty || stem.hasPrefix(".") ? "mapping" : stem
    }
}
