// SPDX-License-Identifier: Apache-2.0
import Testing

/// Each command that a message gives as the way on is one.
@Suite struct HintTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        for words in [
            ["members", "user_name=mara", "name=Mara Lind", "roles=viewer"],
            ["products", "sku=S-1", "name=One", "category=Yarn"], ["products", "sku=S-2", "name=Two", "category=Yarn"],
        ] {
            let run = try place.satchel(["--store", "shop.db", "add"] + words)
            try #require(run.exit == 0, "\(run.errors)")
        }
        _ = try place.shop("delete", "products", "S-2")
        _ = try place.shop("member", "suspend", "mara")
    }

    @Test(arguments: [
        ["show", "products", "none"], ["show", "products", "S-2"], ["delete", "members", "none"],
        ["add", "products", "name=x", "category=zzz", "owner=zzz"], ["set", "members", "ada", "roles=zzz"],
        ["add", "variants", "product=zzz", "options.a=b"], ["add", "categories", "name=x", "parent=zzz", "owner=zzz"],
        ["add", "policies", "name=x", "role=zzz", "member=zzz", "permission=products:read", "effect=deny"],
        ["add", "views", "name=x", "resource=zzz", "owner=zzz"], ["list", "products", "--as", "mara"],
        ["list", "products", "--as", "zzz"], ["list", "products", "--view", "zzz"],
        ["list", "products", "--filter", "category=zzz"], ["undo", "zzz"], ["lst"], ["audit"],
        ["set", "products", "x"],
        ["batch", "b.jsonl"], ["demo"],
    ])
    func `a hinted command is understood`(words: [String]) throws {
        try place.write("b.jsonl", "{")
        let run = try place.satchel(["--store", "shop.db"] + words)
        #expect(run.exit != 0)
        for hint in Self.commands(in: run.errors) {
            let followed = try place.shell("exec $SATCHEL --store shop.db \(hint) </dev/null")
            #expect(!followed.errors.contains("is no "), "\(hint): \(followed.errors)")
            #expect(followed.exit != 2 || hint.isEmpty || hint.hasPrefix("--store"), "\(hint): \(followed.errors)")
        }
    }

    /// What stands behind "satchel" in the lines of a message, without words that stand for others.
    private static func commands(in errors: String) -> [String] {
        errors.split(separator: "\n").compactMap { line in
            let text = String(line.dropFirst("satchel: ".count))
            guard let start = text.firstRange(of: "satchel ") else { return nil }
            let command = String(text[start.upperBound...].prefix { $0 != ";" })
            return command.contains("PATH") || command.contains("NAME") ? nil : command
        }
    }
}
