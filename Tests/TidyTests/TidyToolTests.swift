// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct TidyToolTests {
    @Test func `a file is parted into code, comments and texts, with interpolations as code`() {
        let text = SwiftText(##"let a = "x\(f("y") + 1)z" // "no" text"## + "\n/* a /* b */ c */ d")
        #expect(text.lines(of: .code) == ["let a =     f(   ) + 1                ", "                  d"])
        #expect(text.lines(of: .comment) == ["                          // \"no\" text", "/* a /* b */ c */  "])
        #expect(text.lines(of: .text) == ["        \"x\\(  \"y\"     )z\"             ", "                   "])
    }

    @Test func `raw texts end at their own mark`() {
        let text = SwiftText(##"a #"say "b" \n"# c"##)
        #expect(text.lines(of: .code) == ["a                c"])
    }

    @Test func `lines inside a multi-line text are known`() {
        let quotes = "\"\"\""
        #expect(SwiftText("a\nlet b = \(quotes)\n  c\n  \(quotes)\nd\n").linesInsideText == [3, 4])
    }

    @Test func `a function reaches from its name to its closing brace`() {
        let code = [
            "struct A {", "    func b(_ c: () -> Void = {}) -> Int", "    where D: E {", "        if f { g() }",
            "        return 1", "    }", "    init() {}", "    protocol P { func q() -> Int }",
            "    let x = A.init { y in y }", "}",
        ]
        #expect(
            FunctionLength.all(in: code) == [
                FunctionLength(name: "b", line: 2, lineCount: 5), FunctionLength(name: "init", line: 7, lineCount: 1),
            ])
    }
}
