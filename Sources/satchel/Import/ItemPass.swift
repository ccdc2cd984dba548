internal import Domain
internal import Interchange

/// The first pass over the records of a JSON file.
struct ItemPass {
    private let options: ImportOptions
    private let source: ImportSource
    private var names: [String] = []
    private var columns: [String: ImportPlan.Column] = [:]
    private var references = ReferenceSeen()
    private var namesOfIds: [String: String] = [:]
    private var skus = SKUColumn()
    private var rowCount = 0

    init(options: ImportOptions, source: ImportSource) {
        self.options = options
        self.source = source
    }

    mutating func take(_ item: JSONItem) throws {
        rowCount += 1
        var hasSKU = false
        let sku = SKUColumn.target(options.resource)
        defer { skus.note(isEmpty: !hasSKU) }
        for member in item.members {
            let column = try self.column(member.key, item.number)
            if column.target == sku { hasSKU = member.value.string?.isEmpty == false }
            guard case .field(let position) = column.target else { continue }
            let field = options.resource.fields[position]
            // What cannot be read as a name is a failure of its record, told when that is parsed.
            guard field.target != nil, let parts = try? ItemReference.parts(member.value, field, column) else {
                continue
            }
            for part in parts {
                references.note(part.key, of: position, row: item.number)
                if let name = part.name, namesOfIds.count < ImportScan.referencesMax { namesOfIds[part.key] = name }
            }
        }
    }

    private mutating func column(_ name: String, _ number: Int) throws -> ImportPlan.Column {
        if let known = columns[name] { return known }
        let bytes = name.utf8.count
        guard bytes > 0, bytes <= CSVLimits.headerNameBytesMax else {
            throw JSONFailure.badName(item: number, bytes: bytes, bytesMax: CSVLimits.headerNameBytesMax)
        }
        guard names.count < CSVLimits.columnsMax else { throw JSONFailure.tooManyNames(max: CSVLimits.columnsMax) }
        names.append(name)
        do {
            let column = try ImportPlan.column(
                name, of: options.resource, mapping: options.mapping, dropsUnknown: options.dropsUnknown)
            columns[name] = column
            return column
        } catch {
            throw failed(error)
        }
    }

    private func failed(_ failure: ImportPlan.Failure) -> ImportError {
        .plan(source.name, failure, header: names, column: "key", resource: options.resource)
    }

    /// What the whole file said; `head` is what stands beside the records of an export.
    func scan(_ form: ImportForm, head: [JSONMember]) throws -> ImportScan {
        let resource = options.resource
        let stated = head.first { $0.key == "resource" }?.value.string
        let told = options.mapping == nil ? ForeignExport.resource(of: names, into: resource) : nil
        if let other = stated ?? told, other != resource.name {
            throw ImportError.otherResource(source.name, stated: other, wanted: resource.name)
        }
        if let count = head.first(where: { $0.key == "count" })?.value, count.integer != Int64(rowCount) {
            throw JSONFailure.countDiffers(stated: JSONRendering.cell(count), found: rowCount)
        }
        do {
            let plan =
                rowCount == 0
                ? ImportPlan(empty: resource)
                : try ImportPlan(
                    names, into: resource, mapping: options.mapping, dropsUnknown: options.dropsUnknown)
            return ImportScan(
                source: source, form: form, header: names, plan: plan, numbers: [], dates: [],
                rowCount: rowCount, references: references.rows, namesOfIds: namesOfIds, mixesSKUs: skus.isMixed)
        } catch {
            throw failed(error)
        }
    }
}
