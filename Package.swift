// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// One module of Satchel; `needs` are the only modules it may import (docs/ARCHITECTURE.md).
func module(_ name: String, needs: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: needs, swiftSettings: strict)
}

/// The tests of one module, or of the whole program.
func tests(_ name: String, of needs: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: needs, swiftSettings: strict)
}

let package = Package(
    name: "satchel",
    products: [.executable(name: "satchel", targets: ["satchel"])],
    targets: [
        .systemLibrary(name: "CSQLite", path: "Sources/CSQLite"),
        .systemLibrary(name: "CSodium", path: "Sources/CSodium"),
        .systemLibrary(name: "CNettle", path: "Sources/CNettle"),
        .systemLibrary(name: "CUTF8Proc", path: "Sources/CUTF8Proc"),
        .systemLibrary(name: "CNcurses", path: "Sources/CNcurses"),
        module("SQLite", needs: ["CSQLite"]),
        module("Digest", needs: ["CSodium", "CNettle"]),
        module("Text", needs: ["CUTF8Proc"]),
        module("Host"),
        module("Terminal", needs: ["CNcurses", "Text"]),
        module("Domain", needs: ["Digest", "Text"]),
        module("Interchange", needs: ["Domain", "Text"]),
        module("Storage", needs: ["Domain", "SQLite", "Digest", "Text", "Host"]),
        module("Interface", needs: ["Domain", "Terminal", "Text"]),
        .executableTarget(
            name: "satchel",
            dependencies: [
                "Domain", "Interchange", "Storage", "Interface", "Terminal", "Text", "Digest", "Host", "SQLite",
            ],
            swiftSettings: strict),
        tests("VeneerTests", of: ["SQLite", "Digest", "Text", "Host"]),
        tests("DomainTests", of: ["Domain", "Digest"]),
        tests("StorageTests", of: ["Storage", "Domain", "SQLite", "Digest", "Host"]),
        tests("FaultTests", of: ["Storage", "Domain", "SQLite", "Host", "Digest"]),
        tests("InterfaceTests", of: ["Interface", "Domain", "Terminal", "Text"]),
        tests("CommandTests", of: ["satchel", "Domain", "Storage", "Host", "Interchange", "Interface"]),
        tests("ProgramTests", of: ["Host"]),
        tests("TidyTests", of: ["Interface", "Terminal", "Host"]),
        tests("InterchangeTests", of: ["Interchange", "Domain"]),
        tests("TerminalTests", of: ["Terminal", "Text", "Host"]),
    ],
    swiftLanguageModes: [.v6]
)
