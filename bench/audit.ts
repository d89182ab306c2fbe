import { randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildHouse } from '#actions/build-house.ts'
import type { Caller, House } from '#actions/house.ts'
import { registerSignal } from '#actions/register.ts'
import { detailOf, readSignal } from '#actions/signal-detail.ts'
import { ORGANISATIONS } from '#core/organisation.ts'
import { openStore } from '#store/open.ts'
import { TELLING_TEXT } from '../test/a-house.ts'

const TIMES = 400
const AT_ONCE = 8
const RANDOM_STEPS = 2 ** 48 - 1

export interface AuditFigures {
  /** One signal with all that its page shows; the median of many. */
  readonly readMs: number
  /** The same, written down before it is handed out, on a database that waits for the disk. */
  readonly auditedMs: number
  /** Part of the audited read that the log takes, from 0 to 1. */
  readonly share: number
  /** Reads a second of one organisation, eight at a time, without and with the log. */
  readonly readsPerSecond: number
  readonly auditedPerSecond: number
}

/** What it costs to write down every read: with and without in turn, in one run, so that a busy machine tells no lies. */
export async function benchAudit(): Promise<AuditFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'spoor-bench-'))
  const store = await openStore({ dataDir, log: () => undefined })
  try {
    const stores = ORGANISATIONS.map((one) => [one, store.organisations[one].db])
    const house = buildHouse({
      stores: Object.fromEntries(stores) as House['stores'],
      clock: () => new Date(),
      newId: randomUUID,
      random: () => randomInt(RANDOM_STEPS) / RANDOM_STEPS,
      dataDir,
    })
    await house.ways.refresh()
    return await measure(house)
  } finally {
    await store.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function measure(house: House): Promise<AuditFigures> {
  const member = {
    id: randomUUID(),
    name: 'Sanne',
    unit: 'avim',
    roles: ['officer', 'analyst'],
    qualifications: [],
  }
  const task = { id: randomUUID(), purpose: 'triage', openedAt: house.clock().toISOString() } as const
  const caller: Caller = { organisation: 'politie', task, member }
  const registered = await registerSignal(house, caller, {
    ...{
      title: 'Melding',
      text: TELLING_TEXT,
      incident: 'overlast',
      registeredAt: house.clock().toISOString(),
    },
    ...{ forms: ['arbeid'], ground: 'Gezien en gemeld.' },
  })
  if (!registered.ok) throw new Error(registered.refusal)
  const { id } = registered.value
  const plain = () => detailOf(house, caller, house.stores.politie, id)
  const logged = async () => {
    const outcome = await readSignal(house, caller, id)
    if (!outcome.ok) throw new Error(outcome.refusal)
  }
  const [without, withLog]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < TIMES; turn++) {
    without.push(await timed(plain))
    withLog.push(await timed(logged))
  }
  const [readMs, auditedMs] = [median(without), median(withLog)]
  return {
    ...{ readMs: round(readMs), auditedMs: round(auditedMs), share: round(1 - readMs / auditedMs) },
    readsPerSecond: Math.round(await perSecond(plain)),
    auditedPerSecond: Math.round(await perSecond(logged)),
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function perSecond(work: () => Promise<unknown>): Promise<number> {
  let left = TIMES
  const one = async () => {
    while (left-- > 0) await work()
  }
  const ms = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, one)))
  return (1000 * TIMES) / ms
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]!
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
