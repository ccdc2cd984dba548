// SPDX-License-Identifier: Apache-2.0
internal import Domain

extension FormPlace {
    /// A form on a record as it stands.
    init(
        editing record: StoredRecord, of resource: ResourceFacts, names: [Identifier: String], locale: LocaleFormat
    ) {
        self.init(
            resource, record: record, title: "Edit \(resource.shape.singular)",
            subject: resource.longName(of: record), values: record.values, names: names,
            locale: locale, showsAll: true)
    }

    /// A form for a new record; where it is a copy, with the values of another. `given` are values by position that it
    /// begins with.
    init(
        new resource: ResourceFacts, copying record: StoredRecord? = nil, given: [Int: Value] = [:],
        names: [Identifier: String] = [:], locale: LocaleFormat
    ) {
        var values = resource.standardValues
        if let record {
            let unique = Set(resource.shape.uniqueKeys.flatMap(\.fields)).subtracting([resource.shape.labelField])
            for field in resource.fields where !field.isDerived {
                if field.target != nil || !unique.contains(field.key) {
                    values[field.position] = record.values[field.position]
                }
            }
        }
        for (position, value) in given { values[position] = value }
        self.init(
            resource, record: nil, title: "New \(resource.shape.singular)",
            subject: record.map { "copy of \(resource.longName(of: $0))" } ?? FormPlace.owner(given, names),
            values: values, names: names,
            locale: locale, showsAll: record != nil)
    }

    /// What a record belongs to that begins with a reference: "of Sock yarn".
    private static func owner(_ given: [Int: Value], _ names: [Identifier: String]) -> String {
        given.values.compactMap(\.identifier).compactMap { names[$0] }.first.map { "of \($0)" } ?? ""
    }

    private init(
        _ resource: ResourceFacts, record: StoredRecord?, title: String, subject: String, values: [Value],
        names: [Identifier: String], locale: LocaleFormat, showsAll: Bool
    ) {
        records = resource
        self.record = record
        self.title = title
        self.subject = subject
        self.names = names
        self.showsAll = showsAll
        opened = values
        let label = resource.labelPosition
        let order = resource.fields.filter { !$0.isDerived }.sorted {
            let ranks = ($0.position == label ? 0 : $0.isRequired && $0.standard.isNull ? 1 : 2)
            let others = ($1.position == label ? 0 : $1.isRequired && $1.standard.isNull ? 1 : 2)
            return (ranks, $0.position) < (others, $1.position)
        }
        let words = FieldWords(locale: locale) { id, _ in names[id] }
        fields = order.map { facts in
            let value = values[facts.position]
            var field = FormField(facts, base: value, text: words.text(value, facts, in: values, of: resource))
            for id in value.list.compactMap(Identifier.init(text:)) where field.target != nil {
                field.named[names[id] ?? id.text] = id
            }
            return field
        }
        cursor = 0
        keys = MapKeys(of: resource)
    }
}
