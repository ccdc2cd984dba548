internal import Domain
internal import Storage

/// `doctor`: what is well, what is not, and what to do.
enum DoctorCommand {
    static let spec = CommandSpec(
        name: "doctor", summary: "Check store, files, space, configuration and terminal",
        examples: [.init("satchel doctor", "each check healthy, degraded or unhealthy, with what to do")],
        printsData: true, run: run)

    private static func run(_ session: Session) throws -> ExitCode {
        var checks: [HealthCheck] = []
        do throws(UsageFailure) {
            checks += StoreChecks(paths: try session.paths(), surroundings: session.surroundings()).all()
        } catch {
            checks.append(.degraded("store", "no store is named", "satchel --store PATH doctor"))
        }
        checks += SurroundingChecks(invocation: session.invocation, logPath: session.log.path).all()
        let worst = checks.map(\.state).max() ?? .healthy
        if session.wantsJSON {
            let json = JSONValue.pairs([
                ("state", .string(worst.rawValue)),
                (
                    "checks",
                    .array(
                        checks.map { check in
                            .pairs([
                                ("name", .string(check.name)), ("state", .string(check.state.rawValue)),
                                ("finding", .string(check.finding)), ("remedy", .text(check.remedy)),
                            ])
                        })
                ),
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
        }
        return worst == .unhealthy ? .failed : .done
    }
}
