/** A server of ours that must not outlive this process. */
export interface Stoppable {
  /** At once and without waiting, for the last moment of a process. */
  readonly signal: () => void
  readonly stop: () => Promise<void>
}

const running = new Set<Stoppable>()
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * From now on `server` stops with this process: at its end, at an uncaught exception, and at a signal for which
 * nobody else in the process has a handler. Gives the function that undoes this.
 */
export function stopsWithUs(server: Stoppable): () => void {
  if (running.size === 0) {
    process.on('exit', signalAll)
    for (const name of SIGNALS) process.on(name, stopAll)
  }
  running.add(server)
  return () => {
    running.delete(server)
    if (running.size > 0) return
    process.off('exit', signalAll)
    for (const name of SIGNALS) process.off(name, stopAll)
  }
}

function signalAll(): void {
  for (const server of running) server.signal()
}

function stopAll(name: NodeJS.Signals): void {
  // Somebody else listens too: they decide how this process ends.
  if (process.listenerCount(name) > 1) return
  // With the last server gone our handlers are gone, and the signal does what it would have done.
  void Promise.allSettled([...running].map((server) => server.stop())).then(() =>
    process.kill(process.pid, name),
  )
}
