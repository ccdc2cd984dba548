// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Interchange
internal import Storage

/// What `satchel help fields` and `satchel help filters` print.
enum FieldHelp {
    /// The resources, each with the keys of its fields.
    static func resources(to output: Output) throws {
        try output.line("usage: satchel help fields RESOURCE\n")
        for resource in Resources.all {
            try output.line("\(resource.name): \(resource.fields.map(\.key).joined(separator: ", "))")
        }
    }

    /// The fields of a resource: key, label, what is accepted, and what else is to be known of each.
    static func fields(of resource: ResourceFacts, to output: Output) throws {
        let table = Table(
            [
                .init(title: "Field"), .init(title: "Label", rank: 2), .init(title: "Accepted"),
                .init(title: "", rank: 1),
            ],
            to: output)
        for field in resource.fields {
            try table.add([field.key, field.label, field.isDerived ? "–" : field.accepted, notes(field, resource)])
        }
        try table.finish()
        try output.line(
            "\nin filters, orders and columns also: \(SystemField.allCases.map(\.rawValue).joined(separator: ", "))")
    }

    private static func notes(_ field: FieldFacts, _ resource: ResourceFacts) -> String {
        var notes: [String] = []
        if field.isDerived { notes.append("computed") }
        if field.isRequired, !field.isDerived, field.standard.isNull { notes.append("required") }
        let standard = Rendering.text(field.standard, field, in: resource.standardValues, of: resource)
        if !standard.isEmpty { notes.append("\(standard) unless given") }
        if !field.aliases.isEmpty { notes.append("also called \(field.aliases.joined(separator: ", "))") }
        return notes.joined(separator: "; ")
    }

    /// The language of filters, each form with an example of products.
    static let filters: [(written: String, meaning: String)] = [
        ("merino blu", "both words are found; the last one may be a beginning"),
        ("status=published", "the field is this; != is not this"),
        ("price>=10 price<20", "both hold: < <= > >= compare"),
        ("name~sock", "the text contains this"),
        ("colour?", "the field holds something"),
        ("!colour?", "it holds nothing: ! turns what follows"),
        ("status in (draft, archived)", "one of these"),
        ("status=draft or price>100", "one of both"),
        ("(status=draft or price>100) category=Yarn", "parentheses"),
        ("-archived", "not in this state"),
        ("tag=soft", "the tags hold this"),
        ("metadata.ply=4", "a key of a map"),
        ("category.path~yarn", "a field of the record referred to"),
        ("owner=me", "the member who acts"),
        ("updated>today-7d", "days: today, today-7d, 2026-11-14"),
        ("is:deleted", "the trash"),
    ]

    static func writeFilters(to output: Output) throws {
        try output.line("usage: satchel list products --filter FILTER\n")
        let width = filters.map(\.written.count).max() ?? 0
        for (written, meaning) in filters {
            try output.line("  \(written)\(String(repeating: " ", count: width - written.count + 2))\(meaning)")
        }
        try output.line("\noperators: \(Filter.Operator.accepted); the fields: satchel help fields RESOURCE")
    }
}
