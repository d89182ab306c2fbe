const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The exit status of a process that a second Ctrl-C ended, as a shell would say it. */
const FORCED = 130
const FAULT = 1
const DONE = 0

interface Stoppable {
  readonly stop: () => Promise<void>
}

/**
 * Starts something and keeps it going until it is asked to stop (Ctrl-C, SIGTERM) or collapses; gives the exit
 * status. Asked during the start it stops as soon as it has started. Asked twice the process ends at once; what it
 * started dies with it.
 */
export async function untilStopped(
  log: (line: string) => void,
  start: (onCollapse: (reason: string) => void) => Promise<Stoppable>,
): Promise<number> {
  let asked = false
  let end: (status: number) => void = () => undefined
  const ended = new Promise<number>((resolve) => {
    end = resolve
  })
  const onSignal = () => {
    if (asked) process.exit(FORCED)
    asked = true
    log('stopping (once more to stop at once)')
    end(DONE)
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  try {
    const running = await start((reason) => {
      log(reason)
      end(FAULT)
    })
    const status = await ended
    await running.stop()
    return status
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal)
  }
}
