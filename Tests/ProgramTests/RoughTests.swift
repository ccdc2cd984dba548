// SPDX-License-Identifier: Apache-2.0
import Glibc
import Testing

/// A screen that is handled roughly: clear words, nothing lost, never a broken terminal.
@Suite struct RoughTests {
    /// Whether a file system can be mounted here, for a disk that is full.
    private static let canMount: Bool = {
        var template = Array("/tmp/satchel-mount-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return false }
        let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { rmdir(folder) }
        guard mount("tmpfs", folder, "tmpfs", 0, "size=1m") == 0 else { return false }
        return umount(folder) == 0
    }()

    @Test(arguments: [(1, 1), (3, 2), (39, 9), (10_000, 10_000)])
    func `a window of any size is drawn in bounded memory, and left whole`(columns: Int, rows: Int) throws {
        let wire = try Wire(try Shop(products: 5), columns: columns, rows: rows)
        wire.settle()
        let memory = try Run.command(["grep", "VmHWM", "/proc/\(wire.process)/status"]).output
        let kilobytes = Int(memory.split(separator: " ").dropLast().last?.split(separator: "\t").last ?? "") ?? .max
        #expect(kilobytes < 300_000, "\(memory)")
        wire.resize(columns: 90, rows: 25)
        try wire.waitFor("moss 004")
        wire.settle()
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        wire.expectRestored()
    }

    @Test func `a paste of 10 MB into a cell is cut and refused in words, and the next key works`() throws {
        let shop = try Shop(products: 5)
        let wire = try Wire(shop, columns: 120, rows: 30)
        try wire.waitForList()
        wire.type("\u{1B}[C\u{1B}[Ce")
        wire.settle(milliseconds: 200)
        wire.type("\u{1B}[200~")
        wire.send([UInt8](repeating: UInt8(ascii: "7"), count: 10_000_000))
        wire.type("\u{1B}[201~")
        try wire.waitFor("too long")
        wire.settle()
        wire.type("\u{1B}")
        wire.settle(milliseconds: 200)
        wire.type("gm")
        try wire.waitFor("The paste was too long: its end was left out")
        wire.settle(milliseconds: 200)
        wire.type("\u{1B}")
        wire.settle(milliseconds: 200)
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        wire.expectRestored()
        #expect(try shop.satchel("--store", shop.store, "show", "products", "YARN-000").contains("10.50"))
    }

    @Test func `a paste of 10 MB where keys are commands runs none of them`() throws {
        let shop = try Shop(products: 5)
        let wire = try Wire(shop, columns: 120, rows: 30)
        try wire.waitForList()
        wire.type("\u{1B}[200~")
        wire.send(Array(String(repeating: "d y\rq", count: 2_000_000).utf8))
        wire.type("\u{1B}[201~")
        try wire.waitFor("too long")
        wire.settle()
        wire.type("q")
        #expect(try wire.end() == .exit(0))
        let list = try shop.satchel("--store", shop.store, "list", "products", "--columns", "sku")
        #expect(list.split(separator: "\n").count == 6)
    }

    @Test func `while another process writes, what was typed waits in its cell and is saved afterwards`() throws {
        let shop = try Shop(products: 5)
        let pane = try Pane(shop, columns: 120)
        try pane.type("SATCHEL_LOCK_WAIT_SECONDS=1 \(Shop.program) --store \(shop.store)")
        try pane.press("Enter")
        try pane.waitFor("moss 000")
        let lock = open("\(shop.store).lock", O_RDWR | O_CLOEXEC)
        try #require(lock >= 0 && flock(lock, LOCK_EX) == 0)
        try pane.press("Right", "Right", "e")
        try pane.type("31.25")
        try pane.press("Enter")
        try pane.waitFor("another process is writing")
        try pane.waitFor("10.50 → 31.25")
        close(lock)
        try pane.press("Enter")
        try pane.waitFor("Saved price of YARN-000: 10.50 → 31.25")
        try pane.press("q")
        try pane.waitFor("ready$")
    }

    @Test(.enabled(if: canMount, "no file system can be mounted here"))
    func `a full disk is told, the cell keeps what was typed, and saves it once there is room`() throws {
        let shop = try Shop(products: 5)
        let disk = "\(shop.folder)/disk"
        try #require(mkdir(disk, 0o700) == 0 && mount("tmpfs", disk, "tmpfs", 0, "size=4m") == 0)
        defer { umount2(disk, Int32(MNT_DETACH)) }
        #expect(try Run.command(["cp", shop.store, "\(disk)/shop.db"]).exit == 0)
        let pane = try Pane(shop, columns: 140)
        try pane.type("\(Shop.program) --store \(disk)/shop.db")
        try pane.press("Enter")
        try pane.waitFor("moss 000")
        _ = try Run.command(["dd", "if=/dev/zero", "of=\(disk)/ballast", "bs=4096"])
        try pane.press("Right", "Right", "e")
        try pane.type("41.75")
        try pane.press("Enter")
        try pane.waitFor("no space")
        try pane.waitFor("10.50 → 41.75")
        #expect(try Run.command(["rm", "\(disk)/ballast"]).exit == 0)
        try pane.press("Enter")
        try pane.waitFor("Saved price of YARN-000: 10.50 → 41.75")
        try pane.press("q")
        try pane.waitFor("ready$")
        try shop.satchel("--store", "\(disk)/shop.db", "audit", "verify")
    }

    @Test func `a broken key map leaves the usual keys, a broken theme names line and value`() throws {
        let shop = try Shop(products: 5)
        let folder = "\(shop.folder)/config/satchel"
        let (keys, theme) = ("\(folder)/keymaps/mine.json5", "\(folder)/themes/mine.json5")
        let script = """
            mkdir -p \(folder)/keymaps \(folder)/themes
            printf '{\\n  nav: { "x": "list.dwn" },\\n}\\n' > \(keys)
            printf '{\\n  palette: { a: "#12345" },\\n  roles: { text: 7 },\\n}\\n' > \(theme)
            """
        #expect(try Run.command(["sh", "-c", script]).exit == 0)
        let pane = try Pane(shop, columns: 160)
        try pane.type("SATCHEL_KEYMAP=mine \(Shop.program) --store \(shop.store)")
        try pane.press("Enter")
        try pane.waitFor("The usual keys count: \(keys):2:")
        try pane.waitFor("nav x: “list.dwn” is no command")
        try pane.press("j")
        try pane.waitForRow("▌", "YARN-001")
        try pane.press("q")
        try pane.waitFor("ready$")
        try pane.type("clear; \(Shop.program) --store \(shop.store) --theme mine; echo code $?")
        try pane.press("Enter")
        try pane.waitFor("\ncode 1")
        try pane.waitFor("\(theme):2:")
        try pane.waitFor("\(theme):3:")
    }
}
