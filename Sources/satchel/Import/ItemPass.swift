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
    private var samples: [String: [String]] = [:]
    private var rowCount = 0

    init(options: ImportOptions, source: ImportSource) {
        self.options = options
        self.source = source
    }

    mutating func take(_ item: JSONItem) throws {
        rowCount += 1
        let isLeftOut = options.leftOut.contains(item.number)
        let item = options.mends[item.number].map(item.mended) ?? item
        var hasSKU = false
        let sku = SKUColumn.target(options.resource)
        defer { if !isLeftOut { skus.note(isEmpty: !hasSKU) } }
        for member in item.members {
            let column = try self.column(member.key, item.number)
            if options.isAsked, rowCount <= ImportSurvey.sampleRowsMax { keepSample(member) }
            if isLeftOut { continue }
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

    private mutating func keepSample(_ member: JSONMember) {
        let text = JSONRendering.cell(member.value)
        guard !text.isEmpty, samples[member.key, default: []].count < ImportSurvey.samplesMax else { return }
        samples[member.key, default: []].append(text)
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
    func survey(_ form: ImportForm, head: [JSONMember]) throws -> ImportSurvey {
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
            let plan = rowCount == 0 ? ImportPlan(empty: resource) : try options.plan(names)
            return ImportSurvey(
                source: source, form: form, header: names, plan: plan, rowCount: rowCount,
                references: references.rows, namesOfIds: namesOfIds, mixesSKUs: skus.isMixed,
                samples: names.map { samples[$0] ?? [] })
        } catch {
            throw failed(error)
        }
    }
}
