import type { ServerLog } from './log.ts'

/**
 * For what nobody caught: it is in the log, without what it says, and not on the screen of whoever started us, where
 * Node would print it whole. A promise that nobody waited for harms nothing else, and we go on; after an exception
 * from nowhere nobody knows what still holds, so that we stop in order and are started anew. Gives how to take it away.
 */
export function addLastResort(
  log: Pick<ServerLog, 'fault'>,
  onCollapse: (reason: string) => void = () => undefined,
): () => Promise<void> {
  const onRejection = (error: unknown) => log.fault('promise', error)
  const onException = (error: unknown) => {
    log.fault('process', error)
    onCollapse('A fault that nobody caught; the log says where. Stopping.')
  }
  process.on('unhandledRejection', onRejection)
  process.on('uncaughtException', onException)
  return async () => {
    process.off('unhandledRejection', onRejection)
    process.off('uncaughtException', onException)
  }
}
