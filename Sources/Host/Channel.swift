internal import Dispatch
internal import Synchronization

/// A bounded queue between two threads: the sender waits while it is full, the receiver while it is empty.
package final class Channel<Element: Sendable>: Sendable {
    private struct State {
        var elements: [Element] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let free: DispatchSemaphore
    private let filled = DispatchSemaphore(value: 0)

    package init(capacity: Int) {
        free = DispatchSemaphore(value: capacity)
        self.capacity = capacity
    }

    private let capacity: Int

    deinit {
        // A semaphore may not be destroyed below its starting value.
        for _ in 0..<capacity { free.signal() }
    }

    /// Queues an element, waiting for room; false when the channel was closed, by either side.
    package func send(_ element: Element) -> Bool {
        free.wait()
        let isOpen = state.withLock { state in
            guard !state.isClosed else { return false }
            state.elements.append(element)
            return true
        }
        if isOpen { filled.signal() } else { free.signal() }
        return isOpen
    }

    /// The next element, waiting for it; nil once the channel is closed and empty.
    package func receive() -> Element? {
        filled.wait()
        let element = state.withLock { $0.elements.isEmpty ? nil : $0.elements.removeFirst() }
        if element == nil { filled.signal() } else { free.signal() }
        return element
    }

    /// Ends the channel: senders are refused, the receiver gets what is queued and then nil.
    package func close() {
        let wasOpen = state.withLock { state in
            defer { state.isClosed = true }
            return !state.isClosed
        }
        guard wasOpen else { return }
        filled.signal()
        free.signal()
    }

    /// Ends the channel and forgets what is queued: the receiver gives up.
    package func abandon() {
        let dropped = state.withLock { state in
            defer { state.elements = [] }
            return state.elements.count
        }
        close()
        for _ in 0..<dropped { free.signal() }
    }
}
