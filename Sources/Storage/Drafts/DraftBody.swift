// SPDX-License-Identifier: Apache-2.0
internal import Domain

/// What a draft holds beside its columns, as JSON: base values in canonical form and texts, each by field.
enum DraftBody {
    private static let baseKey = "base"
    private static let textsKey = "texts"

    static func bytes(_ draft: Draft, _ resource: ResourceFacts) -> [UInt8] {
        var json = CanonicalJSON()
        json.beginObject()
        json.key(baseKey)
        json.beginObject()
        for (position, _) in resource.canonicalOrder where !draft.base[position].isNull {
            let field = resource.fields[position]
            json.key(field.key)
            CanonicalValue.append(draft.base[position], field, in: draft.base, of: resource, to: &json)
        }
        json.endObject()
        json.key(textsKey)
        json.beginObject()
        for input in draft.inputs {
            json.key(input.field)
            json.string(input.text)
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }

    /// The draft of some bytes; nil where they are damaged.
    static func draft(_ bytes: [UInt8], _ summary: DraftSummary, _ resource: ResourceFacts) -> Draft? {
        guard let json = try? JSONParser.parse(bytes), case .object(let given)? = json[baseKey],
            case .object(let texts)? = json[textsKey]
        else { return nil }
        var base = [Value](repeating: .null, count: resource.fields.count)
        var lost: Set<String> = []
        for member in given {
            if let field = resource.field(member.key), let value = CanonicalValue.value(member.value, field.kind) {
                base[field.position] = value
            } else {
                lost.insert(member.key)
            }
        }
        var inputs: [Draft.Input] = []
        for member in texts {
            guard let text = member.value.string else { return nil }
            if resource.field(member.key) == nil { lost.insert(member.key) }
            if !lost.contains(member.key) { inputs.append(Draft.Input(field: member.key, text: text)) }
        }
        inputs.sort { (resource.positions[$0.field] ?? 0) < (resource.positions[$1.field] ?? 0) }
        var draft = Draft(summary, base: base, inputs: inputs)
        draft.lost = lost.sorted()
        return draft
    }

    /// Every text of a draft, base values too; all of it as one where it is damaged.
    static func texts(_ bytes: [UInt8]) -> [String] {
        guard let json = try? JSONParser.parse(bytes) else { return [String(decoding: bytes, as: UTF8.self)] }
        return leaves(json)
    }

    private static func leaves(_ json: JSONValue) -> [String] {
        switch json {
        case .string(let text), .number(let text): [text]
        case .array(let elements): elements.flatMap(leaves)
        case .object(let members): members.flatMap { [$0.key] + leaves($0.value) }
        case .null, .boolean: []
        }
    }
}
