internal import Domain

/// How a record before a change differs from itself after it, field by field.
enum Differences {
    /// "Price 12.00 EUR → 12.50 EUR" for each field that differs.
    static func texts(_ before: [Value], _ after: [Value], _ resource: ResourceFacts, _ names: ReferenceNames)
        -> [String]
    {
        resource.fields.filter { after[$0.position] != before[$0.position] }.map { field in
            func text(_ values: [Value]) -> String {
                let text = DisplayText.text(values[field.position], field, in: values, of: resource, name: names.label)
                return text.isEmpty ? "–" : text
            }
            return "\(field.label) \(text(before)) → \(text(after))"
        }
    }
}
