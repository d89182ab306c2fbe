import { sql } from 'kysely'
import { canonicalJson } from '#core/canonical.ts'
import type { OrganisationId } from '#core/organisation.ts'
import type { Day, Instant } from '#core/time.ts'
import type { Reader, Tx } from './database.ts'

/** A version of a way of working as its file has it. `sha256`: over the canonical content, hexadecimal. */
export interface VersionContent {
  readonly id: string
  readonly effectiveFrom: Day
  readonly sha256: string
  readonly content: unknown
}

/** A version as it was proposed and, when `approvedAt` is there, approved. */
export interface Version extends VersionContent {
  /** Came with the installation: nobody proposed it, nobody had to approve it. */
  readonly byInstallation: boolean
  readonly proposedBy: string | null
  readonly proposedByName: string | null
  readonly proposedAt: Instant
  readonly approvedBy: string | null
  readonly approvedByName: string | null
  readonly approvedAt: Instant | null
}

/** A person proposes a version. False: there is a version with this id already. */
export async function insertProposal(
  tx: Tx,
  organisation: OrganisationId,
  version: VersionContent,
  by: string,
  at: Instant,
): Promise<boolean> {
  return insert(tx, organisation, version, { proposedBy: by, at, approvedAt: null })
}

/** The version that comes with the installation: the first and, the database sees to that, the only one. */
export async function insertByInstallation(
  tx: Tx,
  organisation: OrganisationId,
  version: VersionContent,
  at: Instant,
): Promise<boolean> {
  return insert(tx, organisation, version, { proposedBy: null, at, approvedAt: at })
}

/**
 * Another person approves a proposal, after which it is never changed. False: there is no proposal that waits.
 *
 * @throws SQLSTATE 23514 when it is the person who proposed it.
 */
export async function approve(
  tx: Tx,
  organisation: OrganisationId,
  id: string,
  by: string,
  at: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update spoor.way_of_working_version set approved_by = ${by}, approved_at = ${at}
     where organisation = ${organisation} and id = ${id} and approved_at is null
    returning id`.execute(tx)
  return rows.length === 1
}

/**
 * Another person rejects a proposal: it is gone, and another version with its date can be proposed. False: there is no
 * proposal that waits.
 *
 * @throws SQLSTATE 23514 when it is the person who proposed it.
 */
export async function reject(tx: Tx, id: string, by: string): Promise<boolean> {
  const { rows } = await sql<{ rejected: boolean }>`
    select spoor.reject_version(${id}, ${by}) as rejected`.execute(tx)
  return rows[0]?.rejected === true
}

/** What somebody decided about a version, and why. */
export interface VersionDecided {
  readonly id: string
  readonly versionId: string
  readonly sha256: string
  readonly decision: 'propose' | 'approve' | 'reject'
  readonly by: string
  readonly at: Instant
  readonly ground: string
}

/** Keeps a decision about a version, for good. */
export async function recordDecision(
  tx: Tx,
  organisation: OrganisationId,
  { id, versionId, sha256, decision, by, at, ground }: VersionDecided,
): Promise<void> {
  await sql`
    insert into spoor.way_of_working_decision (id, organisation, version_id, sha256, decision, by_member, at, ground)
    values (${id}, ${organisation}, ${versionId}, decode(${sha256}, 'hex'), ${decision}, ${by}, ${at}, ${ground})`.execute(
    tx,
  )
}

/** All versions of an organisation, in the order in which they enter into force. */
export async function listVersions(db: Reader, organisation: OrganisationId): Promise<readonly Version[]> {
  const { rows } = await sql<Version>`
    select v.id, v.effective_from as "effectiveFrom", encode(v.sha256, 'hex') as sha256, v.content,
           v.by_installation as "byInstallation", v.proposed_by as "proposedBy", p.name as "proposedByName",
           v.proposed_at as "proposedAt", v.approved_by as "approvedBy", a.name as "approvedByName",
           v.approved_at as "approvedAt"
      from spoor.way_of_working_version v
      left join spoor.member p on p.id = v.proposed_by
      left join spoor.member a on a.id = v.approved_by
     where v.organisation = ${organisation}
     order by v.effective_from, v.id`.execute(db)
  return rows
}

async function insert(
  tx: Tx,
  organisation: OrganisationId,
  { id, effectiveFrom, sha256, content }: VersionContent,
  who: { readonly proposedBy: string | null; readonly at: Instant; readonly approvedAt: Instant | null },
): Promise<boolean> {
  const { proposedBy, at, approvedAt } = who
  const { rows } = await sql`
    insert into spoor.way_of_working_version (organisation, id, effective_from, sha256, content, by_installation,
                                              proposed_by, proposed_at, approved_at)
    values (${organisation}, ${id}, ${effectiveFrom}, decode(${sha256}, 'hex'), ${canonicalJson(content)}::jsonb,
            ${proposedBy === null}, ${proposedBy}, ${at}, ${approvedAt})
    on conflict (organisation, id) do nothing
    returning id`.execute(tx)
  return rows.length === 1
}
