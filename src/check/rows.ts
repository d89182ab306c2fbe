import type { ClientBase, QueryResultRow } from 'pg'

const ROWS_AT_ONCE = 2000
let opened = 0

/**
 * The rows of one query in order of their signal, so many at a time that memory stays bounded however long the table
 * is. The caller holds the transaction.
 */
export class Rows<T extends QueryResultRow & { readonly signal_id: string }> {
  readonly #client: ClientBase
  readonly #cursor: string
  #buffer: readonly T[] = []
  #at = 0

  private constructor(client: ClientBase, cursor: string) {
    this.#client = client
    this.#cursor = cursor
  }

  static async open<T extends QueryResultRow & { readonly signal_id: string }>(
    client: ClientBase,
    query: string,
    organisation: string,
  ): Promise<Rows<T>> {
    const rows = new Rows<T>(client, `check_${opened++}`)
    await client.query(`declare ${rows.#cursor} no scroll cursor for ${query}`, [organisation])
    await rows.#fill()
    return rows
  }

  /** The signal of the next row; undefined: there is none. */
  get next(): string | undefined {
    return this.#buffer[this.#at]?.signal_id
  }

  /** All rows of this signal, when they are the next ones. */
  async take(signalId: string): Promise<readonly T[]> {
    const taken: T[] = []
    for (let row = this.#buffer[this.#at]; row?.signal_id === signalId; row = this.#buffer[this.#at]) {
      taken.push(row)
      if (++this.#at === this.#buffer.length) await this.#fill()
    }
    return taken
  }

  async close(): Promise<void> {
    await this.#client.query(`close ${this.#cursor}`)
  }

  async #fill(): Promise<void> {
    const { rows } = await this.#client.query<T>(`fetch ${ROWS_AT_ONCE} from ${this.#cursor}`)
    this.#buffer = rows
    this.#at = 0
  }
}
