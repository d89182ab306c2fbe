/**
 * Something that the person who runs Spoor can put right (a folder in use, a server that is away, a changed
 * migration). Its message is one or two plain sentences that say what happened and what to do; it never holds
 * personal data, so it may be printed as it is. Every other exception is a fault of ours.
 */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
}
