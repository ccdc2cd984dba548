// SPDX-License-Identifier: Apache-2.0
internal import Domain
internal import Terminal

extension KeyTable {
    /// What can be done in a form.
    package static let form = KeyTable("form", "Forms", movement + saving + fieldCommands + draftCommands)

    private static let movement: [Command] = [
        Command(
            "field.next", "Go to the next field", keys: ["enter", "tab", "down"], hint: ("next", 1),
            of: FormPlace.self
        ) { $0.step(by: 1, &$1) },
        Command("field.previous", "Go to the field before", keys: ["shift-tab", "up"], of: FormPlace.self) {
            $0.step(by: -1, &$1)
        },
        Command(
            "problem.next", "Go to the next field to mend", keys: ["F7", "ctrl-x j"], hint: ("next error", 6),
            of: FormPlace.self, when: { $0.fields.contains { $0.failure != nil } }
        ) { $0.goToNextProblem(&$1) },
        Command(
            "form.all-fields", "Show all fields, or only the usual ones", keys: ["ctrl-x f"],
            hint: ("all fields", 9), of: FormPlace.self, when: { $0.record == nil }
        ) { $0.toggleAll(&$1) },
    ]

    private static let saving: [Command] = [
        Command(
            "form.save", "Save", keys: ["F2", "ctrl-x s"], hint: ("save", 2), danger: .writes, of: FormPlace.self
        ) { $0.save(then: .close, &$1) },
        Command(
            "form.save-next", "Save and begin the next record", keys: ["F3", "ctrl-x n"],
            hint: ("save, next", 3), danger: .writes, of: FormPlace.self,
            when: { $0.record == nil && $0.answers == nil }
        ) { $0.save(then: .another, &$1) },
    ]

    private static let fieldCommands: [Command] = [
        Command(
            "field.pick", "Choose from a list or a calendar", keys: ["F4", "ctrl-x p"], hint: ("pick", 4),
            of: FormPlace.self, when: \.canPick
        ) { $0.pick(&$1) },
        Command(
            "field.turn", "Turn yes to no, or to the next word", keys: ["space"], of: FormPlace.self,
            when: { $0.fields[$0.cursor].isTurned && ($0.fields[$0.cursor].input.isOffered || $0.aid == nil) }
        ) { $0.turn(&$1) },
        Command(
            "field.new-reference", "Make the record that this field refers to", keys: ["F5", "ctrl-x c"],
            hint: ("new one", 7), of: FormPlace.self, when: { $0.fields[$0.cursor].target != nil }
        ) { $0.makeReference(&$1) },
        Command(
            "field.repeat", "Take what the last record had here", keys: ["F6", "\""], hint: ("same as last", 5),
            of: FormPlace.self, when: { $0.canRepeat }
        ) { $0.repeatLast(&$1) },
        Command(
            "field.editor", "Write this text in an editor", keys: ["ctrl-x e"], hint: ("editor", 8),
            leadsOut: true, of: FormPlace.self, when: { $0.fields[$0.cursor].noteMax != nil }
        ) { $0.openEditor(&$1) },
        Command(
            "field.source", "Show where this value comes from", keys: ["ctrl-x d"], of: FormPlace.self
        ) { $0.askSource(&$1) },
    ]

    private static let draftCommands: [Command] = [
        Command(
            "draft.drop", "Drop what was typed", keys: ["ctrl-x k"], of: FormPlace.self,
            when: { $0.changedCount > 0 }
        ) { $0.dropDraft(&$1) },
        Command(
            "draft.leave", "Leave the form, what was typed is kept", keys: ["esc", "ctrl-c"], hint: ("leave", 10),
            of: FormPlace.self
        ) { $0.leave(&$1) },
    ]

    /// What can be done while a record or a word is chosen for a field.
    package static let picker = KeyTable(
        "picker", "Choosing from a list",
        [
            Command(
                "choice.take", "Take what is chosen and go on", keys: ["enter", "tab"], hint: ("take", 1),
                of: FormPlace.self
            ) { $0.takeChoice(&$1) },
            Command("choice.next", "Go down", keys: ["down"], hint: ("choose", 2), of: FormPlace.self) { place, _ in
                place.choose(by: 1)
            },
            Command("choice.previous", "Go up", keys: ["up"], of: FormPlace.self) { place, _ in
                place.choose(by: -1)
            },
            Command(
                "choice.leave", "Keep what stood there", keys: ["esc", "ctrl-c"], hint: ("keep", 3),
                of: FormPlace.self
            ) { place, _ in place.leaveAid() },
        ])

    /// What can be done while a day is chosen for a field. What may be part of a day that is typed means a step only
    /// where nothing is typed.
    package static let calendar = KeyTable(
        "calendar", "Choosing a day",
        [
            Command(
                "day.take", "Take the day and go on", keys: ["enter", "tab"], hint: ("take", 1), of: FormPlace.self
            ) { $0.takeDay(&$1) },
            turn("day.after", "Go to the day after", ["+"], ("day", 2), typed: true) { $0.move(days: 1) },
            turn("day.before", "Go to the day before", ["-"], typed: true) { $0.move(days: -1) },
            turn("week.after", "Go to the week after", ["down"], ("week", 3)) { $0.move(days: 7) },
            turn("week.before", "Go to the week before", ["up"]) { $0.move(days: -7) },
            turn("month.after", "Go to the month after", ["]", "PgDn"], ("month", 4)) { $0.move(months: 1) },
            turn("month.before", "Go to the month before", ["[", "PgUp"]) { $0.move(months: -1) },
            turn("year.after", "Go to the year after", ["}"], ("year", 5)) { $0.move(months: 12) },
            turn("year.before", "Go to the year before", ["{"]) { $0.move(months: -12) },
            turn("day.today", "Go to today", ["."], ("today", 6), typed: true) { $0.show($0.today) },
            Command(
                "day.leave", "Keep what stood there", keys: ["esc", "ctrl-c"], hint: ("keep", 7), of: FormPlace.self
            ) { place, _ in place.leaveAid() },
        ])

    private static func turn(
        _ id: String, _ title: String, _ keys: [String], _ hint: Command.Hint? = nil, typed isTyped: Bool = false,
        _ turn: @escaping @Sendable (inout CalendarSheet) -> Void
    ) -> Command {
        Command(
            id, title, keys: keys, hint: hint, of: FormPlace.self,
            when: { !isTyped || $0.fields[$0.cursor].isEmpty || $0.fields[$0.cursor].input.isOffered }
        ) { $0.turnCalendar(turn, $1.situation) }
    }

    /// What can be done where both sides changed a field.
    package static let clash = KeyTable(
        "clash", "Two changes of one field",
        [
            Command(
                "clash.settle", "Save as chosen", keys: ["enter", "F2"], hint: ("save", 1),
                danger: .writes, of: FormPlace.self
            ) { $0.settleClash(&$1) },
            Command("clash.next", "Go to the next field", keys: ["down", "j"], of: FormPlace.self) { place, scope in
                place.clash?.move(by: 1)
            },
            Command("clash.previous", "Go to the field before", keys: ["up", "k"], of: FormPlace.self) { place, _ in
                place.clash?.move(by: -1)
            },
            Command(
                "clash.mine", "Keep mine in this field", keys: ["h", "left"], hint: ("mine", 2), of: FormPlace.self
            ) { place, _ in place.clash?.choose(theirs: false) },
            Command(
                "clash.theirs", "Take theirs in this field", keys: ["t", "right"], hint: ("theirs", 3),
                of: FormPlace.self
            ) { place, _ in place.clash?.choose(theirs: true) },
            Command(
                "clash.keep", "Keep mine in all fields and save", keys: ["m"], hint: ("keep mine", 4),
                danger: .writes, of: FormPlace.self
            ) { $0.keepMine(&$1) },
            Command(
                "clash.reload", "Take theirs in all fields and go on in the form", keys: ["r"], hint: ("reload", 5),
                of: FormPlace.self
            ) { $0.reload(&$1) },
            Command(
                "clash.leave", "Go back to the form, nothing is saved", keys: ["esc", "ctrl-c"], hint: ("back", 6),
                of: FormPlace.self
            ) { place, _ in place.clash = nil },
        ])
}
