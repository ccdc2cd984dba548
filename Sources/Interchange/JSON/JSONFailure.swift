/// Where something stands in a JSON file; all counted from 1.
package struct JSONPlace: Hashable, Sendable {
    /// The record, where it is one.
    package let item: Int?
    package let line: Int
    /// The byte of the line, once the file is read as UTF-8.
    package let byte: Int

    package init(item: Int?, line: Int, byte: Int) {
        self.item = item
        self.line = line
        self.byte = byte
    }
}

/// Why a JSON file cannot be imported at all.
package enum JSONFailure: Error, Hashable, Sendable {
    /// The bytes are not text in the file's encoding.
    case brokenText(line: Int, BrokenText)
    /// Something else was to stand at the place.
    case syntax(JSONPlace, expected: String)
    /// The file ends too early.
    case cutOff(JSONPlace, expected: String)
    /// A record that is no object; `found` is what it is.
    case notAnObject(JSONPlace, found: String)
    /// One record is larger than any can be.
    case tooLarge(JSONPlace, bytesMax: Int)
    /// The records together have more different names than a table has columns.
    case tooManyNames(max: Int)
    /// A name that is empty or too long.
    case badName(item: Int, bytes: Int, bytesMax: Int)
    /// The export says how many records it holds, and holds another number.
    case countDiffers(stated: String, found: Int)
}
