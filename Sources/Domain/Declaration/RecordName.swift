/// What a person knows a record by.
package enum RecordName {
    /// SKU and name where there are both; else the label; else the id.
    package static func of(_ values: [Value], id: Identifier, resource: ResourceFacts) -> String {
        if let sku = resource.positions["sku"].flatMap({ values[$0].text }) { return sku }
        if let path = resource.positions["path"].flatMap({ values[$0].text }) { return path }
        return values[resource.labelPosition].text ?? id.text
    }
}
