package import Domain

/// One record of a JSON file.
package struct JSONItem: Equatable, Sendable {
    /// Its place in the array, or its line, from 1.
    package let number: Int
    package let members: [JSONMember]

    package init(number: Int, members: [JSONMember]) {
        self.number = number
        self.members = members
    }

    /// The record with texts in place of some of its values; what it lacks is added.
    package func mended(_ mends: [String: String]) -> JSONItem {
        var members = members.map { member in
            mends[member.key].map { JSONMember(key: member.key, value: .string($0)) } ?? member
        }
        let known = Set(members.map(\.key))
        members += mends.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
            .map { JSONMember(key: $0.key, value: .string($0.value)) }
        return JSONItem(number: number, members: members)
    }
}

/// Reads the records of a JSON file from pieces cut anywhere, one after the other. Memory is bounded by the largest
/// record, not by the file. After a failure nothing more can be read.
package struct JSONItemReader: Sendable {
    /// A record with a thousand long texts is smaller; more than this is a bracket that was never closed.
    package static let itemBytesMax = 16_777_216

    package let form: JSONForm
    /// The members of an export beside its data.
    package private(set) var head: [JSONMember] = []
    /// How many records were read so far.
    package private(set) var count = 0

    private var transcoder: Transcoder
    /// Text that is not used up yet.
    private var text: [UInt8] = []
    private var slicer = JSONSlicer()
    private var stage = Stage.opening
    private var hasData = false
    /// Line feeds in the text that was used up.
    private var lineFeeds = 0
    /// Bytes of the current line that were used up.
    private var lineBytes = 0

    private enum Stage {
        case opening
        case member(isFirst: Bool)
        case colon(String)
        case memberValue(String)
        case afterMember
        case item(isFirst: Bool)
        case afterItem
        case end
    }

    package init(encoding: TextEncoding, form: JSONForm) {
        self.form = form
        transcoder = Transcoder(from: encoding)
    }

    /// Whether the records have begun.
    var isInData: Bool { hasData }

    /// Reads the next piece of the file and hands out each record that ends in it. Throws a `JSONFailure`, or whatever
    /// `receive` throws.
    package mutating func feed(_ chunk: [UInt8], _ receive: (JSONItem) throws -> Void) throws {
        do throws(BrokenText) {
            try transcoder.transcode(chunk, into: &text)
        } catch {
            try read(isLast: false, receive)
            throw JSONFailure.brokenText(line: place(text.count).line, error)
        }
        try read(isLast: false, receive)
    }

    /// Says that the file is at its end, and hands out its last record if it ends there.
    package mutating func finish(_ receive: (JSONItem) throws -> Void) throws {
        do throws(BrokenText) {
            try transcoder.finish()
        } catch {
            throw JSONFailure.brokenText(line: place(text.count).line, error)
        }
        try read(isLast: true, receive)
        guard form != .lines else { return }
        guard case .end = stage else {
            throw JSONFailure.cutOff(
                place(text.count), expected: slicer.isIdle ? expected : "the rest of what began there")
        }
    }

    private mutating func read(isLast: Bool, _ receive: (JSONItem) throws -> Void) throws {
        var start = 0
        defer { use(up: start) }
        if form == .lines {
            try readLines(from: &start, isLast: isLast, receive)
        } else {
            while try step(&start, isLast: isLast, receive) {}
        }
        // The bytes after `start` belong to one record or line that is not whole yet.
        guard text.count - start <= Self.itemBytesMax else {
            throw JSONFailure.tooLarge(place(start), bytesMax: Self.itemBytesMax)
        }
    }

    // MARK: Places

    /// Forgets the text before a position, having counted its lines.
    private mutating func use(up end: Int) {
        guard end > 0 else { return }
        for byte in text[..<end] {
            lineBytes += 1
            if byte == 0x0A { (lineFeeds, lineBytes) = (lineFeeds + 1, 0) }
        }
        text.removeSubrange(..<end)
        slicer.shift(by: end)
    }

    private func place(_ position: Int) -> JSONPlace {
        let before = text[..<min(position, text.count)]
        let feeds = before.count { $0 == 0x0A }
        let bytes = before.count - (before.lastIndex(of: 0x0A).map { $0 + 1 } ?? -lineBytes)
        return JSONPlace(item: itemNumber, line: lineFeeds + feeds + 1, byte: bytes + 1)
    }

    /// The record that is being read, where it is not its line that counts.
    private var itemNumber: Int? {
        if case .item = stage, form != .lines { count + 1 } else { nil }
    }

    // MARK: Lines

    private mutating func readLines(from start: inout Int, isLast: Bool, _ receive: (JSONItem) throws -> Void) throws {
        stage = .item(isFirst: false)
        var number = lineFeeds
        while true {
            let end = text[max(start, slicer.position)...].firstIndex(of: 0x0A)
            guard let end = end ?? (isLast && start < text.count ? text.count : nil) else {
                slicer.position = text.count
                return
            }
            number += 1
            if !text[start..<end].allSatisfy(JSONForm.isBlank) {
                let item = try item(start..<end, number: number)
                count += 1
                try receive(item)
            }
            start = min(end + 1, text.count)
        }
    }

    private func item(_ range: Range<Int>, number: Int) throws -> JSONItem {
        switch try value(range) {
        case .object(let members): return JSONItem(number: number, members: members)
        case let other: throw JSONFailure.notAnObject(place(range.lowerBound), found: JSONRendering.noun(other))
        }
    }

    private func value(_ range: Range<Int>) throws -> JSONValue {
        do throws(JSONError) {
            return try JSONParser.parse(Array(text[range]))
        } catch {
            throw JSONFailure.syntax(place(range.lowerBound + error.offset), expected: error.expected)
        }
    }

    // MARK: Arrays and exports

    /// What may stand next.
    private var expected: String {
        switch stage {
        case .opening: form == .array ? "[" : "{"
        case .member(let isFirst): isFirst ? "a key in quotes or }" : "a key in quotes"
        case .colon: "a colon"
        case .memberValue(let key): key == JSONForm.dataKey ? "[" : "a value"
        case .afterMember: "a comma or }"
        case .item(let isFirst): isFirst ? "{ or ]" : "{"
        case .afterItem: "a comma or ]"
        case .end: "the end of the file"
        }
    }

    /// Takes one token or value; false when more text is needed.
    private mutating func step(_ start: inout Int, isLast: Bool, _ receive: (JSONItem) throws -> Void) throws -> Bool {
        if slicer.isIdle {
            while start < text.count, JSONForm.isBlank(text[start]) { start += 1 }
            guard start < text.count else { return false }
            if let next = try punctuation(text[start], at: start) {
                stage = next
                start += 1
                return true
            }
            slicer.begin(at: start)
        }
        guard let end = slicer.end(in: text, isLast: isLast) else { return false }
        let range = start..<end
        switch stage {
        case .member:
            guard case .string(let key) = try value(range) else { throw unexpected(start) }
            guard !head.contains(where: { $0.key == key }), !(hasData && key == JSONForm.dataKey) else {
                throw JSONFailure.syntax(place(start), expected: "each key once, “\(key)” stands twice")
            }
            stage = .colon(key)
        case .memberValue(let key):
            head.append(JSONMember(key: key, value: try value(range)))
            stage = .afterMember
        case .item:
            let item = try item(range, number: count + 1)
            count += 1
            stage = .afterItem
            try receive(item)
        case .opening, .colon, .afterMember, .afterItem, .end: throw unexpected(start)
        }
        slicer.stop()
        start = end
        return true
    }

    /// The stage after a byte that stands for itself; nil where a value begins.
    private mutating func punctuation(_ byte: UInt8, at position: Int) throws -> Stage? {
        switch (stage, byte) {
        case (.opening, UInt8(ascii: "[")) where form == .array:
            hasData = true
            return .item(isFirst: true)
        case (.opening, UInt8(ascii: "{")) where form == .document: return .member(isFirst: true)
        case (.member(isFirst: true), UInt8(ascii: "}")): return .end
        case (.member, UInt8(ascii: "\"")): return nil
        case (.colon(let key), UInt8(ascii: ":")): return .memberValue(key)
        case (.memberValue(JSONForm.dataKey), UInt8(ascii: "[")):
            hasData = true
            return .item(isFirst: true)
        case (.memberValue(JSONForm.dataKey), _): throw unexpected(position)
        case (.memberValue, _): return nil
        case (.afterMember, UInt8(ascii: ",")): return .member(isFirst: false)
        case (.afterMember, UInt8(ascii: "}")): return .end
        case (.item(isFirst: true), UInt8(ascii: "]")): return form == .array ? .end : .afterMember
        case (.item, UInt8(ascii: "]")), (.item, UInt8(ascii: ",")): throw unexpected(position)
        case (.item, _): return nil
        case (.afterItem, UInt8(ascii: ",")): return .item(isFirst: false)
        case (.afterItem, UInt8(ascii: "]")): return form == .array ? .end : .afterMember
        default: throw unexpected(position)
        }
    }

    private func unexpected(_ position: Int) -> JSONFailure {
        .syntax(place(position), expected: expected)
    }
}
