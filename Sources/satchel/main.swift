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
