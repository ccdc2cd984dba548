internal import Domain
internal import Storage

/// `doctor`: what is well, what is not, and what to do.
enum DoctorCommand {
    private static let secondsUsual = 30

    static let spec = CommandSpec(
        name: "doctor", summary: "Check store, files, space, configuration and terminal",
        options: [
            .init(name: "timeout", value: "SECONDS", help: "how long each check may take, 30 unless given")
        ],
        examples: [.init("satchel doctor", "each check healthy, degraded or unhealthy, with what to do")],
        printsData: true, run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        let secondsMax = try session.invocation.count("timeout") ?? secondsUsual
        var items: [HealthRun.Item] = []
        do throws(UsageFailure) {
            items += StoreChecks(paths: try session.paths()).thorough
        } catch {
            items.append(
                .init(name: "store") { .degraded("store", "no store is named", "satchel --store PATH doctor") })
        }
        items += SurroundingChecks(invocation: session.invocation, logPath: session.log.path).all
        let checks = HealthRun.run(items, secondsMax: secondsMax)
        let worst = checks.map(\.state).max() ?? .healthy
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("state", .string(worst.rawValue)), ("checks", .array(checks.map(\.json))),
            ])
            try session.output.line(JSONText.text(json))
        } else {
            let table = Table(
                [.init(title: "Check"), .init(title: "State"), .init(title: "Found")], to: session.output)
            for check in checks {
                let remedy = check.remedy.map { "; to do: \($0)" } ?? ""
                try table.add([check.name, check.state.rawValue, check.finding + remedy])
            }
            try table.finish()
            try session.output.line(worst.rawValue)
        }
        return worst == .unhealthy ? .failed : .done
    }
}
