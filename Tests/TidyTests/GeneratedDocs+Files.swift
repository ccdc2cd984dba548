// SPDX-License-Identifier: Apache-2.0
import Interface
import Testing

extension GeneratedDocs {
    @Test func `the built-in themes are those of the folder of themes`() throws {
        try check("Sources/Interface/Theme/ThemeDeclaration+BuiltIn.swift", try ThemeSource.text())
    }
}
