// SPDX-License-Identifier: Apache-2.0

/// Names parted by commas in one text, as `Reading.list` takes them apart again.
enum ListText {
    /// A name in quotes where it holds what parts names.
    static func quoted(_ name: String) -> String {
        guard name.contains(where: { $0 == "," || $0 == "\"" }) else { return name }
        return "\"" + name.replacing("\"", with: "\"\"") + "\""
    }
}
