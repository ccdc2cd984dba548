internal import Digest
internal import Domain
internal import Host
internal import Storage

let paths = StorePaths(store: CommandLine.arguments[1], stateFolder: "/tmp/state")
let surroundings = Surroundings(
    session: "x", correlation: "c", now: { Clock.microseconds() }, random: { Entropy.word() })
let writer = try StoreCreation.create(
    paths,
    StoreFounding(
        name: "N", currency: "EUR", industry: "yarn", memberName: "A", userName: "a", deviceName: "d", host: "h",
        programVersion: "0"), surroundings: surroundings)
var options = ImportOptions(resource: Product.declaration.facts)
options.createsMissing = true
let t0 = Clock.monotonicMicroseconds()
let scan = try ImportScan.scan(CommandLine.arguments[2], options)
let t1 = Clock.monotonicMicroseconds()
let result = try ImportRun(scan: scan, options: options, writer: writer).run()
let t2 = Clock.monotonicMicroseconds()
try SearchBuilder(paths: paths).catchUp()
let t3 = Clock.monotonicMicroseconds()
print(result.created, result.failureCount, result.failures.prefix(3), (t1 - t0) / 1000, (t2 - t1) / 1000, (t3 - t2) / 1000, Machine.residentKilobytesMax)
func timed<T>(_ name: String, _ body: () throws -> T) rethrows -> T {
    let a = Clock.monotonicMicroseconds()
    let r = try body()
    print(name, (Clock.monotonicMicroseconds() - a) / 1000, "ms", r)
    return r
}
let reader = try Reader(paths: paths)
try timed("verify") { try reader.verify() }
try timed("window") { try reader.window(Query(resource: "products", sort: [SortTerm(field: "name")], limit: 50)).records.count }
try timed("sort price") { try reader.window(Query(resource: "products", sort: [SortTerm(field: "price", isDescending: true), SortTerm(field: "name")], limit: 20)).records.count }
let context = FilterContext(currency: "EUR", today: CalendarDate(daysSince1970: 20000), me: nil)
for f in ["merino", "sock mos", "m", "status=published price>=100", "SKU-0000042", "metadata.quantity=5", "yarn"] {
    let filter = try FilterParser.parse(f, for: Product.declaration.facts, in: context)
    try timed(f) { try reader.window(Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 50)).records.count }
    try timed(f + " count") { try reader.count(Query(resource: "products", filter: filter, sort: [SortTerm(field: "name")], limit: 50)) }
}
try timed("undo") { try writer.undo() }
try timed("verify") { try reader.verify() }
try timed("redo") { try writer.redo() }
try timed("verify") { try reader.verify() }
try timed("audit") { try reader.audit(AuditQuery(limit: 20)).map(\.summary) }
