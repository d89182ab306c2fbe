import { randomUUID } from 'node:crypto'
import { Agent, request as httpRequest } from 'node:http'
import { sql } from 'kysely'
import type { TestServer } from '../server/a-server.ts'
import { Chance } from '../model/chance.ts'
import type { Compared } from './by-function.ts'
import { expectedOf } from './by-list.ts'
import { leastValid, operationsOf, type Operation, type Schema } from './operations.ts'
import { asksOf, type Somebody } from './people.ts'
import type { Put } from './population.ts'
import { Statements } from './statements.ts'
import type { ExpectedTable } from './table.ts'

/** All that somebody can see of an answer, and what the database could see of the question. */
interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: string
  readonly statements: readonly string[]
}

type Headers = Readonly<Record<string, string>>

/** Where a thing lies that is named in a path, by the name of the parameter; gives organisation and id. */
const THINGS: Readonly<Record<string, string>> = {
  dutyId: 'select organisation, id::text from spoor.duty where signal_id is null',
  importId: 'select organisation, id::text from spoor.import',
  lineId: 'select organisation, id::text from spoor.quarantine_line',
  lookId: 'select organisation, look::text as id from spoor.second_look_draw where look is not null',
  sampleId: 'select organisation, id::text from spoor.sample_item',
  memberId: 'select organisation, id::text from spoor.member',
  glassId: 'select organisation, id::text from spoor.glass',
  runId: 'select organisation, id::text from spoor.retention_run',
  moveId: 'select organisation, id::text from spoor.retention_move where not by_event',
  holdId: 'select organisation, id::text from spoor.legal_hold',
  versionId:
    "select organisation, id from (values ('politie', 'politie@2026-01-01'), ('kmar', 'kmar@2026-01-01')) as v (organisation, id)",
}
/** Of everybody. */
const PUBLIC = new Set(['activityId', 'activityVersion', 'feedId'])

interface Thing {
  readonly organisation: string
  readonly id: string
}

/** Changes from one request to the next, whatever was asked for. */
const PASSING = new Set(['date', 'traceparent', 'tracestate', 'x-request-id', 'keep-alive', 'connection'])

/** Asks so many times over real HTTP: every operation in turn, as drawn people, about drawn things. */
export class OverHttp {
  readonly leaks: string[] = []
  cases = 0
  may = 0
  unseen = 0
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #sessions = new Map<string, { readonly purpose: string | null; readonly headers: Headers }>()
  readonly #useful = new Map<string, readonly Somebody[]>()
  /** Which things somebody of which organisation asked for. */
  readonly #named = new Set<string>()
  readonly #statements = new Statements()
  readonly server: TestServer
  readonly table: ExpectedTable
  readonly puts: readonly Put[]
  readonly #chance: Chance
  #things = new Map<string, readonly Thing[]>()
  #shapes: Schema = {}

  constructor(server: TestServer, table: ExpectedTable, puts: readonly Put[], seed: number) {
    this.server = server
    this.table = table
    this.puts = puts
    this.#chance = new Chance(seed)
  }

  async ask(people: readonly Somebody[], requests: number): Promise<Compared> {
    const { operations, shapes } = await operationsOf()
    this.#shapes = shapes
    this.#things = await thingsOf(this.server)
    const askers = people.flatMap(asksOf)
    while (this.cases < requests) {
      for (const operation of operations) await this.#one(operation, askers)
    }
    this.#statements.stop()
    this.#agent.destroy()
    return { cases: this.cases, may: this.may, leaks: this.leaks }
  }

  async #one(operation: Operation, askers: readonly Somebody[]): Promise<void> {
    const { act, auth } = operation
    const chance = this.#chance
    if (auth !== 'member') return this.#asStranger(operation)
    if (chance.is(0.04)) return this.#asStranger(operation)
    const useful = this.#usefulFor(act, askers)
    const asker = chance.one(chance.is(0.25) || useful.length === 0 ? askers : useful)
    const headers = await this.#headersOf(asker)
    if (headers === undefined) return
    const parameter = operation.parameters[0]?.name
    if (parameter === undefined || PUBLIC.has(parameter)) return this.#asked(operation, asker, headers)
    const isAbout = parameter === 'signalId'
    const thing = isAbout ? chance.one(this.puts) : this.#thing(parameter)
    const expected = this.#expected(operation, asker, thing)
    this.#named.add(`${asker.caller.organisation} ${thing.id}`)
    // What may be done is done elsewhere: it would change what the others may.
    if (expected === 'may' && isChange(operation)) return
    const found = await this.#send(operation, headers, thing.id)
    if (expected === 'may') {
      this.may++
      // Of what is no signal the own unit, a date or a person can say no as well.
      if (isAbout && [401, 403, 404].includes(found.status))
        this.#leak(operation, asker, `${found.status} for what they may see`)
    } else {
      this.unseen++
      const none = await this.#send(
        operation,
        headers,
        parameter === 'versionId' ? 'kmar@2031-01-01' : randomUUID(),
      )
      const differs = (Object.keys(none) as (keyof Answer)[]).filter(
        (part) => JSON.stringify(none[part]) !== JSON.stringify(found[part]),
      )
      const wanted = expected === 'told' ? 403 : 404
      // 400 and 409: refused before it was looked for, whatever is named.
      if (![wanted, 400, 409].includes(found.status)) differs.push('status')
      if (differs.length > 0) {
        const seen = differs.map(
          (part) => `${part} ${JSON.stringify(found[part])} / ${JSON.stringify(none[part])}`,
        )
        this.#leak(
          operation,
          asker,
          `${thing.id} (${expected}) is not as what does not exist: ${seen.join('; ')}`,
        )
      }
    }
    this.#read(operation, asker, found)
  }

  #usefulFor(act: string, askers: readonly Somebody[]): readonly Somebody[] {
    const known = this.#useful.get(act)
    if (known) return known
    const useful = askers.filter(({ caller: { member, task } }) =>
      this.table.mayAtAll(act, member.roles, task?.purpose ?? null),
    )
    this.#useful.set(act, useful)
    return useful
  }

  /** `other`: of another organisation; what is of the own is left to who made it. */
  #expected(operation: Operation, asker: Somebody, thing: Thing): 'may' | 'told' | 'unseen' {
    const { member, organisation, task } = asker.caller
    if ('canary' in thing && this.table.columnOf(operation.act, task?.purpose ?? null) !== undefined)
      return expectedOf(this.table, operation.act, asker, thing as unknown as Put)
    if (!this.table.mayAtAll(operation.act, member.roles, task?.purpose ?? null)) return 'told'
    return thing.organisation === organisation ? 'may' : 'unseen'
  }

  #thing(parameter: string): Thing {
    const things = this.#things.get(parameter) ?? []
    if (things.length === 0) throw new Error(`nothing in the database for {${parameter}}: name where it lies`)
    return this.#chance.one(things)
  }

  /** An operation that names nothing: whether it may be done, and what it shows. */
  async #asked(operation: Operation, asker: Somebody, headers: Headers): Promise<void> {
    const { member, task } = asker.caller
    const may = this.table.mayAtAll(operation.act, member.roles, task?.purpose ?? null)
    if (may && isChange(operation)) return
    const answer = await this.#send(operation, headers, '')
    if (may) this.may++
    if (may === [401, 403].includes(answer.status)) {
      this.#leak(operation, asker, `${answer.status}, the table says ${may ? 'may' : 'may not'}`)
    }
    this.#read(operation, asker, answer)
  }

  /** Without a session, or with one and without its token: nothing but what is for everybody. */
  async #asStranger(operation: Operation): Promise<void> {
    const answer = await this.#send(operation, { origin: this.server.site.origin }, randomUUID())
    const isOpen = operation.auth === 'open'
    // What a stranger signed, or did not, is no token: Back-Channel Logout 1.0 has 400 for that.
    const wanted = operation.auth === 'provider' ? [400, 415] : [401]
    if (isOpen === wanted.includes(answer.status))
      this.#leak(operation, undefined, `${answer.status} for a stranger`)
    if (/Kanarie/.test(answer.body)) this.#leak(operation, undefined, 'a text for a stranger')
  }

  /** No word and no id of a signal that the table does not show them by this act. */
  #read(operation: Operation, asker: Somebody, answer: Answer): void {
    const body = withoutTries(operation, answer.body)
    for (const put of this.puts) {
      const says = body.includes(put.canary) && put.canary !== 'Kanarieniet'
      if (!says && !body.includes(put.id)) continue
      const { task } = asker.caller
      const column = this.table.columnOf(operation.act, task?.purpose ?? null)
      const may = column !== undefined && expectedOf(this.table, operation.act, asker, put) === 'may'
      const { organisation } = asker.caller
      // What their own people asked for stands in their own log, whether it is there or not.
      const isOther = put.organisation !== organisation && !this.#named.has(`${organisation} ${put.id}`)
      if ((says && (!may || put.isPastTerm)) || isOther || (!may && column !== undefined)) {
        this.#leak(operation, asker, `shows ${JSON.stringify(put)}`)
      }
    }
  }

  async #headersOf(asker: Somebody): Promise<Headers | undefined> {
    const { id } = asker.caller.member
    const purpose = asker.caller.task?.purpose ?? null
    // One browser for each person, as at work: of too many the oldest is signed out.
    const known = this.#sessions.get(id)
    if (known?.purpose === purpose) return known.headers
    const { headers } = await this.server.signedIn(asker.caller)
    const session = await this.#fetch('GET', '/v1/session', headers, undefined)
    const { task } = JSON.parse(session.body) as { task: { purpose: string } | null }
    // The door did not take a purpose that is none of theirs.
    const offered = (task?.purpose ?? null) === purpose
    if (offered) this.#sessions.set(id, { purpose, headers })
    else this.#sessions.delete(id)
    return offered ? headers : undefined
  }

  async #send(operation: Operation, headers: Headers, id: string): Promise<Answer> {
    this.cases++
    const { method, path, body, types } = operation
    const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      name === 'activityVersion' ? '1' : name === 'activityId' || name === 'feedId' ? 'x' : id,
    )
    const sent = body === undefined ? undefined : JSON.stringify(leastValid(body, this.#shapes))
    const type = body === undefined ? types.find((one) => one === 'application/x-ndjson') : 'application/json'
    const typed = type === undefined ? headers : { ...headers, 'content-type': type }
    const { value, statements } = await this.#statements.during(() =>
      this.#fetch(method, `/v1${filled}`, typed, sent ?? (type && '{}')),
    )
    return { ...value, statements }
  }

  #fetch(method: string, path: string, headers: Headers, body: string | undefined) {
    return new Promise<Omit<Answer, 'statements'>>((resolve, reject) => {
      const url = new URL(path, this.server.site.origin)
      const length: Headers = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const sent = httpRequest(
        url,
        { method, agent: this.#agent, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = []
          response.on('data', (chunk: Buffer) => chunks.push(chunk))
          response.on('end', () => {
            const kept = Object.entries(response.headers).filter(([name]) => !PASSING.has(name))
            const text = Buffer.concat(chunks).toString()
            resolve({ status: response.statusCode ?? 0, body: text, headers: JSON.stringify(kept) })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }

  #leak({ operationId }: Operation, asker: Somebody | undefined, what: string): void {
    const { member, organisation, task } = asker?.caller ?? {}
    const who = `${member?.roles.join(' and ') ?? 'nobody'} of ${organisation ?? '-'}/${member?.unit ?? '-'} for ${task?.purpose ?? '-'}`
    if (this.leaks.length < 20) this.leaks.push(`${operationId}, ${who}: ${what}`)
  }
}

/** A row of the audit log about a try says the id that a colleague typed, be it of anything or of nothing. */
function withoutTries({ operationId }: Operation, body: string): string {
  if (operationId !== 'zoekInAuditlog') return body
  const { rows = [] } = JSON.parse(body) as { rows?: readonly { denied: boolean }[] }
  return JSON.stringify(rows.filter(({ denied }) => !denied))
}

function isChange({ method, path }: Operation): boolean {
  return method === 'POST' && !path.endsWith('/_zoek')
}

async function thingsOf({ house }: TestServer): Promise<Map<string, readonly Thing[]>> {
  const found = new Map<string, readonly Thing[]>()
  for (const [parameter, query] of Object.entries(THINGS)) {
    const { rows } = await sql.raw<Thing>(query).execute(house.database.as('owner').db)
    found.set(parameter, rows)
  }
  return found
}
