// SPDX-License-Identifier: Apache-2.0

/// A place where keys have a meaning of their own. Layers build on each other; those of text stand alone.
package enum Layer: String, CaseIterable, Sendable {
    case global, list, inventory, history, audit, cell, filter, palette, reader, text

    /// What the help calls it.
    package var title: String {
        switch self {
        case .global: "Everywhere"
        case .list: "Lists"
        case .inventory: "Inventory"
        case .history: "History of a record"
        case .audit: "Audit"
        case .cell: "Editing a cell"
        case .filter: "Filter line"
        case .palette: "Command palette"
        case .reader: "Help and messages"
        case .text: "Typing text"
        }
    }
}

extension Model {
    /// Where keys go now, innermost first.
    var layers: [Layer] {
        switch overlay {
        case .palette: [.palette, .text, .global]
        case .reader: [.reader, .text, .global]
        case nil: paneLayers
        }
    }

    /// Where keys go in the pane, below any overlay.
    var paneLayers: [Layer] {
        switch pane {
        case .inventory where inventory.editor != nil: [.cell, .text, .global]
        case .inventory where inventory.filter.isOpen: [.filter, .text, .global]
        case .inventory where inventory.history != nil: [.history, .list, .global]
        case .inventory: [.inventory, .list, .global]
        case .audit: [.audit, .list, .global]
        }
    }

    /// Whether keys are text.
    package var isTyping: Bool { layers.contains(.text) }
}
