/// One installation of the store.
package struct Device: Resource {
    package static let declaration = Declaration<Device>()
    package static let shape = ResourceShape(
        name: "devices", singular: "device", title: "Devices", labelField: "name",
        uniqueKeys: [UniqueKey("device name", ["name"])], defaultSort: ["name"], lookupFields: ["name"],
        rules: [])

    package let name = Field<String>(
        "name", "Name", .text(max: 255), .required, .keyed, .sorted, .column(rank: 1))
    package let host = Field<String>("host", "Host", .text(max: 255), .column(rank: 2))
    package let programVersion = Field<String>("program_version", "Program version", .text(max: 40), .column(rank: 3))
    package let prefix = Field<String>("prefix", "Prefix of its numbers", .text(max: 8))
    package let enrolledAt = Field<Int64?>("enrolled_at", "Enrolled", .moment, .column(rank: 4))
    package let enrolledBy = Field<Identifier?>("enrolled_by", "Enrolled by", .reference("members"))
    package let state = Field<String>(
        "state", "State", .choice(["active", "suspended"]), .required, .standard(.text("active")), .column(rank: 5))

    package init() {}
}
