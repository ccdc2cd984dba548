// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct PagerTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.makeShop()
        _ = try place.shop("add", "products", "name=Cowl", "category=Garments")
    }

    /// What a terminal shows of a run on it.
    private func terminal(_ variables: String, _ words: String) throws -> [String] {
        let run = try place.shell(
            "\(variables) /usr/bin/python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' "
                + "$SATCHEL --store shop.db \(words)")
        #expect(run.exit == 0, "\(run)")
        return run.output.split(whereSeparator: \.isNewline).map(String.init)
    }

    private static let marked = ["P:SKU        Name", "P:GARM-0001  Cowl", "P:1 product"]
    private static let plain = ["SKU        Name", "GARM-0001  Cowl", "1 product"]
    private static let list = "list products --columns sku,name"

    @Test func `a list on a terminal goes through the pager`() throws {
        #expect(try terminal("PAGER='sed s/^/P:/'", Self.list) == Self.marked)
    }

    @Test(arguments: [("PAGER=", list), ("PAGER='sed s/^/P:/'", "--no-pager " + list), ("PATH=/nowhere", list)])
    func `no pager prints at once`(variables: String, words: String) throws {
        #expect(try terminal(variables, words) == Self.plain)
    }

    @Test func `what is short is not paged, and a pipe never`() throws {
        #expect(try terminal("PAGER='sed s/^/P:/'", "version").allSatisfy { $0.hasPrefix("satchel ") })
        let piped = try place.shell("PAGER='sed s/^/P:/' $SATCHEL --store shop.db \(Self.list) | cat")
        #expect(piped == Run(output: Self.plain.dropLast().joined(separator: "\n") + "\n"))
    }

    @Test func `an error comes after what was shown, and the pager's end is no error`() throws {
        let run = try place.shell(
            "PAGER=true /usr/bin/python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' "
                + "$SATCHEL --store shop.db \(Self.list)")
        #expect(run == Run())
        let failed = try place.shell(
            "PAGER=cat /usr/bin/python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' "
                + "$SATCHEL --store shop.db list products --filter x=1")
        #expect(failed.exit == 2)
        #expect(failed.output.hasPrefix("satchel: the filter is not understood"))
    }
}
