// SPDX-License-Identifier: Apache-2.0
import CSQLite
import Foundation
import Synchronization

// All that is unsafe in these tests stands in this file. SQLite asks a VFS for C functions and for file objects whose
// size it allocates itself, so pointers are taken apart by hand: each file begins with SQLite's own head, then comes
// the
// plan it belongs to, then the file of the system's VFS.

/// Which call fails, and how. Shared between the threads of one store.
final class FaultPlan: @unchecked Sendable {
    enum Effect: Sendable {
        /// The call fails, the ones after it do not.
        case once
        /// The call and all after it fail: the disk is gone.
        case forever
        /// The process is killed before the call.
        case kill
        /// Writes beyond so many bytes of a file fail: the disk is full.
        case full(bytes: Int64)
    }

    private struct State {
        var effect: Effect?
        var place = 0
        var calls = 0
        var isFired = false
    }

    private let state = Mutex(State())
    let name: String
    fileprivate let system: UnsafeMutablePointer<sqlite3_vfs>
    private let vfs: UnsafeMutablePointer<sqlite3_vfs>
    private let cName: UnsafeMutablePointer<CChar>

    /// Registers a VFS of its own.
    init?() {
        guard let system = sqlite3_vfs_find(nil), let cName = strdup("fault-\(UUID().uuidString)") else { return nil }
        self.system = system
        self.cName = cName
        name = String(cString: cName)
        vfs = .allocate(capacity: 1)
        vfs.initialize(to: system.pointee)
        vfs.pointee.pNext = nil
        vfs.pointee.zName = UnsafePointer(cName)
        vfs.pointee.szOsFile = FaultFile.headBytes + system.pointee.szOsFile
        vfs.pointee.pAppData = Unmanaged.passUnretained(self).toOpaque()
        vfs.pointee.xOpen = FaultFile.open
        sqlite3_vfs_register(vfs, 0)
    }

    deinit {
        sqlite3_vfs_unregister(vfs)
        vfs.deallocate()
        free(cName)
    }

    /// From now on the call at this place fails, counted from 1.
    func arm(_ effect: Effect, at place: Int = 0) {
        state.withLock { $0 = State(effect: effect, place: place) }
    }

    /// Nothing fails any longer; answers whether something did.
    func disarm() -> Bool {
        state.withLock { state in
            defer { state.effect = nil }
            return state.isFired
        }
    }

    /// Calls counted since it was armed.
    var calls: Int { state.withLock { $0.calls } }

    fileprivate func fails(writingTo end: Int64 = 0) -> Bool {
        state.withLock { state in
            guard let effect = state.effect else { return false }
            state.calls += 1
            switch effect {
            case .once: guard state.calls == state.place else { return false }
            case .forever: guard state.calls >= state.place else { return false }
            case .full(let bytes): guard end > bytes else { return false }
            case .kill:
                if state.calls == state.place { kill(getpid(), SIGKILL) }
                return false
            }
            state.isFired = true
            return true
        }
    }

    fileprivate var isFull: Bool {
        state.withLock { state in
            if case .full = state.effect { true } else { false }
        }
    }
}

/// A file of the VFS: head, plan, then the system's own file.
private enum FaultFile {
    static let headBytes: Int32 = 16
    private typealias File = UnsafeMutablePointer<sqlite3_file>

    private static func plan(_ file: File) -> FaultPlan? {
        UnsafeRawPointer(file).load(fromByteOffset: 8, as: UnsafeRawPointer?.self)
            .map { Unmanaged<FaultPlan>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func real(_ file: File) -> File {
        UnsafeMutableRawPointer(file).advanced(by: Int(headBytes)).assumingMemoryBound(to: sqlite3_file.self)
    }

    private static func methods(_ file: File) -> sqlite3_io_methods { real(file).pointee.pMethods.pointee }

    private static func error(_ detail: Int32) -> Int32 { SQLITE_IOERR | detail << 8 }

    static let open:
        @convention(c) (
            UnsafeMutablePointer<sqlite3_vfs>?, sqlite3_filename?, UnsafeMutablePointer<sqlite3_file>?, Int32,
            UnsafeMutablePointer<Int32>?
        ) -> Int32 = { vfs, name, file, flags, outFlags in
            guard let data = vfs?.pointee.pAppData, let file else { return SQLITE_CANTOPEN }
            let plan = Unmanaged<FaultPlan>.fromOpaque(data).takeUnretainedValue()
            let real = FaultFile.real(file)
            let code = plan.system.pointee.xOpen(plan.system, name, real, flags, outFlags)
            file.pointee.pMethods = code == SQLITE_OK ? FaultFile.table : nil
            UnsafeMutableRawPointer(file).storeBytes(
                of: UnsafeRawPointer(data), toByteOffset: 8, as: UnsafeRawPointer.self)
            return code
        }

    /// Never changed once it is made.
    nonisolated(unsafe) private static let table: UnsafePointer<sqlite3_io_methods> = {
        let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
        methods.initialize(to: sqlite3_io_methods())
        methods.pointee.iVersion = 2
        setFaulty(&methods.pointee)
        setPlain(&methods.pointee)
        setShared(&methods.pointee)
        return UnsafePointer(methods)
    }()

    private static func setFaulty(_ table: inout sqlite3_io_methods) {
        table.xRead = { file, buffer, count, offset in
            guard let file else { return SQLITE_IOERR }
            if FaultFile.plan(file)?.fails() == true { return FaultFile.error(1) }
            return FaultFile.methods(file).xRead(FaultFile.real(file), buffer, count, offset)
        }
        table.xWrite = { file, buffer, count, offset in
            guard let file, let plan = FaultFile.plan(file) else { return SQLITE_IOERR }
            if plan.fails(writingTo: offset + Int64(count)) { return plan.isFull ? SQLITE_FULL : FaultFile.error(3) }
            return FaultFile.methods(file).xWrite(FaultFile.real(file), buffer, count, offset)
        }
        table.xTruncate = { file, size in
            guard let file else { return SQLITE_IOERR }
            if FaultFile.plan(file)?.fails() == true { return FaultFile.error(6) }
            return FaultFile.methods(file).xTruncate(FaultFile.real(file), size)
        }
        table.xSync = { file, flags in
            guard let file else { return SQLITE_IOERR }
            if FaultFile.plan(file)?.fails() == true { return FaultFile.error(4) }
            return FaultFile.methods(file).xSync(FaultFile.real(file), flags)
        }
    }

    private static func setPlain(_ table: inout sqlite3_io_methods) {
        table.xClose = { file in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xClose(FaultFile.real(file))
        }
        table.xFileSize = { file, size in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xFileSize(FaultFile.real(file), size)
        }
        table.xLock = { file, level in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xLock(FaultFile.real(file), level)
        }
        table.xUnlock = { file, level in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xUnlock(FaultFile.real(file), level)
        }
        table.xCheckReservedLock = { file, result in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xCheckReservedLock(FaultFile.real(file), result)
        }
        table.xFileControl = { file, operation, argument in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xFileControl(FaultFile.real(file), operation, argument)
        }
        table.xSectorSize = { file in
            guard let file else { return 4_096 }
            return FaultFile.methods(file).xSectorSize(FaultFile.real(file))
        }
        table.xDeviceCharacteristics = { file in
            guard let file else { return 0 }
            return FaultFile.methods(file).xDeviceCharacteristics(FaultFile.real(file))
        }
    }

    private static func setShared(_ table: inout sqlite3_io_methods) {
        table.xShmMap = { file, page, size, extends, result in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xShmMap(FaultFile.real(file), page, size, extends, result)
        }
        table.xShmLock = { file, offset, count, flags in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xShmLock(FaultFile.real(file), offset, count, flags)
        }
        table.xShmBarrier = { file in
            guard let file else { return }
            FaultFile.methods(file).xShmBarrier(FaultFile.real(file))
        }
        table.xShmUnmap = { file, deletes in
            guard let file else { return SQLITE_IOERR }
            return FaultFile.methods(file).xShmUnmap(FaultFile.real(file), deletes)
        }
    }
}
