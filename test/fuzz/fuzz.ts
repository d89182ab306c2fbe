import fc from 'fast-check'
import { openFrontDoor } from '#server/front-door.ts'
import { mustBeClean } from '../a-house.ts'
import { checkedAudit } from '../an-audit-log.ts'
import { aPair, aSignalAt } from '../a-handover.ts'
import { operationsOf } from '../access/operations.ts'
import { withoutDoubt } from '../access/population.ts'
import { aServer, type TestServer } from '../server/a-server.ts'
import { CANARY, wildRequest, type Wild } from './requests.ts'
import { overTheWire, type Heard } from './wire.ts'

/** Who sends: of each kind of work somebody, of two organisations. */
const WHO = [
  ['politie', ['analyst', 'weigher', 'interviewer', 'investigator', 'team-lead', 'functional-manager']],
  ['politie', ['privacy-officer']],
  ['politie', ['officer']],
  ['arbeidsinspectie', ['team-lead', 'unit-head']],
  ['kmar', ['prosecutor', 'comensha-liaison', 'researcher']],
] as const

export interface Fuzzed {
  readonly requests: number
  /** How many answers of each status. */
  readonly statuses: Readonly<Record<string, number>>
  readonly operations: number
  readonly faults: readonly string[]
}

/** Sends so many requests that nobody should, to the whole server over a socket; afterwards it must be well. */
export async function fuzz(requests: number, seed: number): Promise<Fuzzed> {
  const server = await aServer()
  const door = await openFrontDoor('127.0.0.1', 0)
  door.open((request, response) => server.app.routing(request, response))
  try {
    return await sendAll(server, door.port, requests, seed)
  } finally {
    await door.close()
    await server.close()
  }
}

async function sendAll(server: TestServer, port: number, requests: number, seed: number): Promise<Fuzzed> {
  const { house } = server
  const { operations, shapes } = await operationsOf()
  const pair = await aPair(house, 'politie')
  const ids = [
    await aSignalAt(withoutDoubt(house), 'confirmed', pair),
    await aSignalAt(withoutDoubt(house), 'weighing', pair),
    pair[0].member.id,
    'politie@2026-01-01',
  ]
  const browsers = await Promise.all(
    WHO.map(async ([organisation, roles]) => {
      const { headers } = await server.signedIn(await house.colleague('Iemand', organisation, roles))
      return Object.entries(headers)
    }),
  )
  const { host } = new URL(server.site.origin)
  const statuses: Record<string, number> = {}
  const faults: string[] = []
  const seen = new Set<string>()
  const wild = wildRequest(operations, shapes, ids, browsers.length)
  for (const one of fc.sample(wild, { numRuns: requests, seed })) {
    const headers = [...(browsers[one.browser] ?? []), ...one.headers]
    const heard = await overTheWire(port, host, { ...one, headers: withoutTwice(headers) })
    statuses[heard.status] = (statuses[heard.status] ?? 0) + 1
    seen.add(one.operationId)
    const fault = faultIn(one, heard)
    if (fault !== undefined && faults.length < 20) faults.push(`${fault}: ${told(one, heard)}`)
  }
  faults.push(...(await faultsAfter(server, port, host)))
  return { requests, statuses, operations: seen.size, faults }
}

/** What an answer may never be. Something that was asked rightly may be answered rightly. */
function faultIn({ method }: Wild, { status, head, body }: Heard): string | undefined {
  if (status === 0) return 'no answer'
  if (status >= 500) return 'a fault of ours'
  if (
    /\n\s+at .+:\d+:\d+|node_modules|\bselect .+ from\b|insert into|violates|syntax error/i.test(
      `${head}${body}`,
    ) &&
    status >= 400
  )
    return 'speaks of its inside'
  if (status < 400) return undefined
  if (`${head}${body}`.includes('anarievogel') || `${head}${body}`.includes('90000001'))
    return 'says back what came in'
  if (!/^content-type: application\/problem\+json/im.test(head)) return 'no problem+json'
  if (method === 'HEAD') return undefined
  return isProblem(body, status) ? undefined : 'no problem as RFC 9457 has it'
}

function isProblem(body: string, status: number): boolean {
  try {
    const problem = JSON.parse(body) as Record<string, unknown>
    return (
      problem.status === status &&
      typeof problem.title === 'string' &&
      String(problem.type).startsWith('urn:spoor:problem:')
    )
  } catch {
    return false
  }
}

/** It still answers, and everything that was written is right. */
async function faultsAfter(server: TestServer, port: number, host: string): Promise<readonly string[]> {
  const faults: string[] = []
  const health = await overTheWire(port, host, {
    method: 'GET',
    path: '/v1/health',
    headers: [],
    body: Buffer.alloc(0),
  })
  if (health.status !== 200) faults.push(`not well afterwards: ${health.status}`)
  await mustBeClean(server.house).catch((error: unknown) => faults.push(String(error)))
  const { found } = await checkedAudit(server.house)
  faults.push(...found.map((one) => JSON.stringify(one)))
  if (server.logged().includes(CANARY)) faults.push('the log repeats what came in')
  return faults
}

/** A header that is there once keeps the last that was given. */
function withoutTwice(headers: Wild['headers']): Wild['headers'] {
  return [...new Map(headers.map(([name, value]) => [name.toLowerCase(), [name, value] as const])).values()]
}

function told({ operationId, method, path, headers, body }: Wild, { status, head }: Heard): string {
  const sent = `${method} ${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 300)} ${body.toString().slice(0, 300)}`
  return `${operationId}, ${status} ${head.slice(0, 200)} to ${sent}`
}
