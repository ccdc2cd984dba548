internal import Domain
internal import Storage

/// JSON documents of many objects, one a line.
enum JSONLines {
    /// An array, each element on a line of its own.
    static func writeArray(_ elements: some Sequence<JSONValue>, to output: Output) throws(StoreError) {
        var isFirst = true
        for element in elements {
            try output.write(isFirst ? "[\n" : ",\n")
            isFirst = false
            try output.write(JSONText.text(element))
        }
        try output.write(isFirst ? "[]\n" : "\n]\n")
    }

    /// One object a line, without an array around them.
    static func writeLines(_ elements: some Sequence<JSONValue>, to output: Output) throws(StoreError) {
        for element in elements { try output.line(JSONText.text(element)) }
    }
}
