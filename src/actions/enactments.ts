import type {
  VersionDecision,
  WayOfWorkingDetail,
  WayOfWorkingList,
  WayOfWorkingVersion,
} from '#contract/way-of-working.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { dayOf, type Day } from '#core/time.ts'
import type { Refusal } from '#process/refusal.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { inTransaction, type Tx } from '#store/database.ts'
import {
  approve,
  insertProposal,
  listVersions,
  recordDecision,
  reject,
  type Version,
  type VersionContent,
} from '#store/enactments.ts'
import { contentOf, entersOn, hashOf } from './enacted-ways.ts'
import { nowOf, type Caller, type House } from './house.ts'
import { unverifiedIn } from './rules/way-of-working-check.ts'

/** Who may let a way of working enter into force; it always takes two of them. */
const DECIDERS = ['functional-manager', 'team-lead']

/** What is known of the versions of one organisation: the files, and those that people have decided about. */
interface Known {
  readonly stored: readonly Version[]
  readonly files: readonly WayOfWorking[]
  readonly today: Day
}

/** The versions of the caller's organisation, the newest first. A file with faults is in no list: it cannot be proposed. */
export async function listWaysOfWorking(
  house: House,
  caller: Pick<Caller, 'organisation'>,
): Promise<WayOfWorkingList> {
  const known = await readKnown(house, caller)
  const ids = new Set([...known.stored, ...known.files].map(({ id }) => id))
  const versions = [...ids].map((id) => viewOf(id, known)).filter((view) => view !== undefined)
  return { versions: versions.toSorted((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1)) }
}

/** One version: what was proposed or is in force; of a file that nobody proposed, the file. */
export async function readWayOfWorking(
  house: House,
  caller: Caller,
  id: string,
): Promise<Outcome<WayOfWorkingDetail, Refusal>> {
  const known = await readKnown(house, caller)
  const version = viewOf(id, known)
  const content = contentIn(id, known)
  return version && content ? done({ version, content }) : refuse('not-found')
}

/**
 * One person proposes the file as it is now; another approves or rejects what was proposed. Approved, it is in force from
 * its date, at the earliest on the next day.
 */
export async function decideWayOfWorking(
  house: House,
  caller: Caller,
  id: string,
  { decision, ground }: VersionDecision,
): Promise<Outcome<WayOfWorkingVersion, Refusal>> {
  const known = await readKnown(house, caller)
  const isThere = contentIn(id, known) !== undefined || isFaulty(house, caller, id, known.today)
  if (!isThere) return refuse('not-found')
  if (!DECIDERS.some((role) => caller.member.roles.includes(role))) return refuse('role-missing')
  if (ground.trim() === '') return refuse('ground-missing')
  const decided =
    decision === 'propose'
      ? await propose(house, caller, id, ground, known)
      : await answer(house, caller, id, decision, ground, known)
  if (!decided.ok) return decided
  await house.ways.refresh()
  const view = viewOf(id, await readKnown(house, caller))
  return view ? done(view) : refuse('not-found')
}

type Decided = Outcome<null, Refusal>

async function propose(
  house: House,
  caller: Caller,
  id: string,
  ground: string,
  known: Known,
): Promise<Decided> {
  if (known.stored.some((one) => one.id === id)) return refuse('already-resolved')
  const file = known.files.find((one) => one.id === id)
  if (!file) return refuse('version-faulty')
  if (isOvertaken(file.effectiveFrom, known)) return refuse('version-overtaken')
  const version = contentOf(file)
  return inTransaction({ db: house.stores[caller.organisation] }, async (tx) => {
    const { organisation, member } = caller
    const isFirst = await insertProposal(tx, organisation, version, member.id, nowOf(house))
    if (!isFirst) return refuse('already-resolved')
    await record(house, caller, tx, version, 'propose', ground)
    return done(null)
  })
}

async function answer(
  house: House,
  caller: Caller,
  id: string,
  decision: 'approve' | 'reject',
  ground: string,
  known: Known,
): Promise<Decided> {
  const { organisation, member } = caller
  const proposal = known.stored.find((one) => one.id === id)
  if (!proposal) return refuse('nothing-offered')
  if (proposal.approvedAt !== null) return refuse('already-resolved')
  if (proposal.proposedBy === member.id) return refuse('needs-another-person')
  if (decision === 'approve') {
    if (house.ways.check(id, proposal.content, known.today).faults.length > 0) return refuse('version-faulty')
    if (isOvertaken(proposal.effectiveFrom, known)) return refuse('version-overtaken')
  }
  return inTransaction({ db: house.stores[organisation] }, async (tx) => {
    const isDone =
      decision === 'approve'
        ? await approve(tx, organisation, id, member.id, nowOf(house))
        : await reject(tx, id, member.id)
    if (!isDone) return refuse('already-resolved')
    await record(house, caller, tx, proposal, decision, ground)
    return done(null)
  })
}

async function record(
  house: House,
  { organisation, member }: Caller,
  tx: Tx,
  { id: versionId, sha256 }: VersionContent,
  decision: VersionDecision['decision'],
  ground: string,
): Promise<void> {
  const id = house.newId()
  await recordDecision(tx, organisation, {
    id,
    versionId,
    sha256,
    decision,
    by: member.id,
    at: nowOf(house),
    ground,
  })
}

async function readKnown(house: House, { organisation }: Pick<Caller, 'organisation'>): Promise<Known> {
  const today = dayOf(nowOf(house))
  const files = house.ways.files(today).flatMap(({ value }) => value ?? [])
  return {
    today,
    files: files.filter((way) => way.organisation === organisation),
    stored: await listVersions(house.stores[organisation], organisation),
  }
}

/** A file of the own organisation that cannot be used. */
function isFaulty(house: House, { organisation }: Caller, id: string, today: Day): boolean {
  const [agency, day] = id.split('@')
  const isIt = ({ file }: { readonly file: string }) => file.endsWith(`/${agency}/${day}.json`)
  return agency === organisation && house.ways.files(today).some((one) => isIt(one) && one.faults.length > 0)
}

/** Of an older date than what is in force: it would bring back what was left behind. */
function isOvertaken(effectiveFrom: Day, known: Known): boolean {
  const now = inForceNow(known)
  return now !== undefined && effectiveFrom <= now.effectiveFrom
}

function inForceNow({ stored, today }: Known): Version | undefined {
  const begun = stored.flatMap((version) => {
    const from = entersOn(version)
    return from !== null && from <= today ? [{ version, place: `${from} ${version.effectiveFrom}` }] : []
  })
  return begun.toSorted((a, b) => (a.place < b.place ? -1 : 1)).at(-1)?.version
}

/** What was proposed is kept as it was checked: it has the shape of a way of working. */
function contentIn(id: string, { stored, files }: Known): WayOfWorking | undefined {
  const version = stored.find((one) => one.id === id)
  return version ? (version.content as WayOfWorking) : files.find((one) => one.id === id)
}

function viewOf(id: string, known: Known): WayOfWorkingVersion | undefined {
  const content = contentIn(id, known)
  if (!content) return undefined
  const version = known.stored.find((one) => one.id === id)
  const file = known.files.find((one) => one.id === id)
  return {
    id,
    organisation: content.organisation,
    effectiveFrom: content.effectiveFrom,
    name: content.name,
    state: stateOf(version, known),
    byInstallation: version?.byInstallation ?? false,
    proposedBy: personOf(version?.proposedBy, version?.proposedByName),
    // Nobody proposed what came with the installation.
    proposedAt: version?.proposedBy ? version.proposedAt : null,
    approvedBy: personOf(version?.approvedBy, version?.approvedByName),
    approvedAt: version?.approvedAt ?? null,
    changedSince: version !== undefined && file !== undefined && hashOf(file) !== version.sha256,
    unverified: unverifiedIn(content),
  }
}

function stateOf(version: Version | undefined, known: Known): WayOfWorkingVersion['state'] {
  if (!version) return 'file'
  const from = entersOn(version)
  if (from === null) return 'proposed'
  if (from > known.today) return 'approved'
  return inForceNow(known)?.id === version.id ? 'in-force' : 'past'
}

function personOf(id: string | null | undefined, name: string | null | undefined) {
  return id ? { id, name: name ?? '' } : null
}
