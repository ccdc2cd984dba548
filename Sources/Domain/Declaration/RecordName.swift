/// What a person knows a record by.
package enum RecordName {
    /// SKU and name where there are both; else the label; else the id.
    package static func of(_ values: [Value], id: Identifier, resource: ResourceFacts) -> String {
        if let sku = resource.positions["sku"].flatMap({ values[$0].text }) { return sku }
        if let path = resource.positions["path"].flatMap({ values[$0].text }) { return path }
        return values[resource.labelPosition].text ?? id.text
    }

    /// What a changed record is known by where a value of it is refused: what it was called before the change, never
    /// the refused value itself.
    package static func of(_ change: Change, refusing field: String?) -> String {
        let resource = change.resource
        if let before = change.before { return of(before, id: change.record, resource: resource) }
        let after = change.after ?? []
        let refused = field.flatMap { resource.positions[$0] }.flatMap { after[$0].text }
        let name = of(after, id: change.record, resource: resource)
        return ofNew(name, change.record, resource, refusing: [refused])
    }

    /// What a record is called that is not there yet: by its name unless that is refused.
    package static func ofNew(
        _ name: String, _ id: Identifier, _ resource: ResourceFacts, refusing values: [String?]
    ) -> String {
        name == id.text || values.contains(name) ? "new \(resource.shape.singular)" : name
    }
}
