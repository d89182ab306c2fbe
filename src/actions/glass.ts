import type { EmergencyAccess, EmergencyOpened } from '#contract/glass.ts'
import { done, refuse, type Outcome } from '#core/outcome.ts'
import { authorise } from '#process/authorisation.ts'
import type { Refusal } from '#process/refusal.ts'
import { dueAt } from '#process/working-days.ts'
import type { Tx } from '#store/database.ts'
import { insertGlass, insertGlassDuty, type NewGlass } from '#store/glass.ts'
import { accessTerms } from './access-terms.ts'
import { auditOf, mayDo, personOf, recordOf, type Doing } from './access.ts'
import { audited } from './audit.ts'
import { nowOf, type Caller, type House } from './house.ts'

const USE: Doing = { act: 'break-glass', as: 'change', what: 'gebruikNoodtoegang' }

/**
 * Emergency access (NL: noodtoegang): opens one signal of the own organisation, for reading, for as long as the law file says
 * (an hour), to who may not see it. The reason is written down and the alarm goes out first; then it is told whether there was anything to open.
 * `glass-not-needed` for what they see already. Never opens what is of another organisation or out of use.
 */
export function breakGlass(
  house: House,
  caller: Caller,
  request: EmergencyAccess,
): Promise<Outcome<EmergencyOpened, Refusal>> {
  const { signalId, words } = request
  const entry = auditOf(house, caller, USE, { kind: 'signal', id: signalId }, true)
  return audited(house, caller, entry, async (tx) => {
    const may = mayDo(house, caller, USE.act)
    if (!may.ok) return may
    if (words.trim() === '') return refuse('ground-missing')
    const found = await standing(house, caller, tx, signalId)
    if (found.sees) return refuse('glass-not-needed')
    const { opens, unit } = found
    const at = nowOf(house)
    const until = dueAt(at, accessTerms(house).openFor.value, house.calendar)
    const { id: by } = caller.member
    const use = { ...request, id: house.newId(), accessId: house.newId(), opened: opens, unit, by, at, until }
    await insertGlass(tx, caller.organisation, use)
    await alarm(house, caller, tx, use)
    return done({ id: use.id, opened: opens, until })
  })
}

/** Whether they see it already, whether the glass opens it, and whose it is. */
async function standing(house: House, caller: Caller, tx: Tx, signalId: string) {
  const { member, organisation, task } = caller
  const record = await recordOf(house, tx, organisation, signalId)
  if (!record) return { sees: false, opens: false, unit: member.unit }
  const asked = {
    person: personOf(house, caller),
    act: 'see-signal',
    purpose: task?.purpose ?? null,
  } as const
  const sees = authorise({ ...asked, record }).allowed
  const broken = { ...record, openedTo: [...record.openedTo, member.id] }
  const opens = authorise({ ...asked, record: broken }).allowed
  return { sees, opens, unit: opens ? record.unit : member.unit }
}

/** Who leads the unit answers while there is something to stop; the privacy officer reviews it afterwards. */
async function alarm(house: House, { organisation }: Caller, tx: Tx, use: NewGlass): Promise<void> {
  const { id, unit, at, until } = use
  const review = dueAt(at, accessTerms(house).reviewWithin.value, house.calendar)
  const duties = [
    { kind: 'answer-glass', role: 'team-lead', dueAt: until },
    { kind: 'review-glass', role: 'privacy-officer', dueAt: review },
  ] as const
  for (const duty of duties) {
    await insertGlassDuty(tx, organisation, id, { ...duty, id: house.newId(), unit, escalates: null }, at)
  }
}
