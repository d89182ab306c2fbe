import pg from 'pg'

/** The statements that this process sends to PostgreSQL while it is looked at, without their values. */
export class Statements {
  readonly #original: typeof pg.Client.prototype.query
  #seen: string[] | undefined

  constructor() {
    // oxlint-disable-next-line typescript/unbound-method -- it is called with the client that it belongs to
    const original = pg.Client.prototype.query
    this.#original = original
    // oxlint-disable-next-line typescript/no-this-alias -- the replaced function has a `this` of its own
    const statements = this
    pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]) {
      const [first] = given
      const text = typeof first === 'string' ? first : (first as { text?: string } | undefined)?.text
      statements.#seen?.push(text ?? '')
      return Reflect.apply(original, this, given) as unknown
    } as typeof original
  }

  /** What was sent while this was done, and what came of it. Only for one thing at a time. */
  async during<T>(
    work: () => Promise<T>,
  ): Promise<{ readonly value: T; readonly statements: readonly string[] }> {
    const seen: string[] = []
    this.#seen = seen
    const value = await work()
    this.#seen = undefined
    return { value, statements: seen }
  }

  stop(): void {
    pg.Client.prototype.query = this.#original
  }
}
