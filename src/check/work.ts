import type { UnderRules } from './at.ts'
import type { Act, Demands, Way } from './way.ts'

/** Enrichment and what belongs before a decision: acts, circumstances, contact, what must be considered. */
export function checkWork(at: UnderRules): void {
  const { story, event, way, fault } = at
  const { type, data } = event
  if (type === 'act-recorded') checkAct(at)
  // What rested is weighed again only when it was enriched: else the mandatory acts would be passed by.
  const weighedAnew = type === 'registration-changed' && data.duty?.kind === 'weigh'
  if (type === 'enrichment-finished' || (weighedAnew && story.channel !== null)) checkFinish(at)
  if (endsPhase(at) && story.channel !== null) {
    const asked = way.contactPhases.value.includes(story.phase)
    if (asked && !story.contacts.has(story.phase)) {
      fault('a phase that asks for contact ends with contact or a reason', story.phase, 'neither')
    }
  }
  if (story.channel !== null) checkConsidered(at, demandsOf(at)?.consider ?? [])
  if (type === 'handover-offered' || type === 'share-offered') {
    const { acts = [] } = way.handovers.find(({ id }) => id === data.rule) ?? {}
    for (const act of acts) {
      if (!story.acts.has(act)) fault('a handover has the results that its rule asks for', act, 'no result')
    }
  }
}

function checkAct({ story, event, way, fault }: UnderRules): void {
  const { act: id, result, reason, unit } = event.data
  const act = way.acts.find((one) => one.id === id)
  // Before the enrichment begins, anew or not, only what belongs to the signal itself.
  const phases = story.state === 'confirmed' ? [story.phase, 'signal'] : [story.phase]
  if (!act || !phases.every((phase) => act.phases.includes(phase))) {
    const expected = act ? act.phases.join(' or ') : 'an act of the way of working'
    fault('an act is one of the way of working, in its phase', expected, `${id} in ${phases.join(' and ')}`)
  } else if (unit !== undefined && result === 'not-possible' && !act.notPossible.includes(reason ?? '')) {
    // The oldest events have neither a unit nor a reason.
    fault('not possible has a reason of the list', act.notPossible.join(' or '), reason ?? 'none')
  }
}

function checkFinish({ story, way, fault }: UnderRules): void {
  const { acts, channel, circumstances } = story
  for (const act of way.acts) {
    if (!act.phases.includes('enrichment') || !isMandatory(act)) continue
    const result = acts.get(act.id)?.result ?? 'none'
    if (result !== 'done' && result !== 'not-possible') {
      fault('each mandatory act has a result before the enrichment ends', act.id, result)
    }
  }
  if (channel === null) return
  for (const { id } of way.circumstances) {
    if (!circumstances.has(id)) {
      fault('each circumstance is answered before the enrichment ends', id, 'no answer')
    }
  }

  /** Always, or where form, channel and circumstances all say so; an empty list says nothing. */
  function isMandatory({ mandatory, mandatoryWhen: when }: Act): boolean {
    if (when === null) return mandatory
    if (channel === null) return false
    const { forms, channels, circumstances: some } = when
    if (forms.length + channels.length + some.length === 0) return mandatory
    return (
      (forms.length === 0 || forms.some((form) => story.forms.includes(form))) &&
      (channels.length === 0 || channels.includes(channel)) &&
      (some.length === 0 || some.some((one) => story.holds.has(one)))
    )
  }
}

/** A conversation that was held is contact, whatever else was written down. */
function endsPhase({ story, event: { type } }: UnderRules): boolean {
  switch (type) {
    case 'enrichment-finished':
    case 'investigation-started':
    case 'stop-proposed':
      return true
    case 'interview-finished':
      return !story.interviewHeld
    case 'closed':
      return story.state === 'investigating'
    default:
      return false
  }
}

function checkConsidered({ story, fault }: UnderRules, acts: readonly string[]): void {
  for (const act of acts) {
    if (!story.acts.has(act)) fault('an act to be considered has a result', act, 'no result')
  }
}

/** What the way of working asks before this decision; undefined: it is none, or one that it does not know. */
export function demandsOf({ story, event: { type, data }, way }: UnderRules): Demands | undefined {
  const decision = (id: string | undefined) => way.decisions.find((one) => one.id === id)
  switch (type) {
    case 'weighed':
      return decision(data.decision)
    case 'investigation-started':
      return decision(data.exOfficio ? 'ex-officio-investigation' : 'start-investigation')
    case 'handover-offered':
    case 'share-offered': {
      const partner = way.partners.find(({ id }) => id === data.partner)
      if (partner?.way === 'refer') return decision('refer-to-care')
      const asked = decision(partner?.abroad ? 'transfer-abroad' : 'transfer-agency')
      // Where nobody will investigate it asks for every guard, as an end does.
      return asked && isOutside(partner) ? { ...asked, guards: way.guards.map(({ id }) => id) } : asked
    }
    case 'stop-proposed':
      return way.outcomes.find(({ id }) => id === data.outcome)
    case 'closed':
      // What was proposed answered for it then.
      return story.state === 'investigating' ? way.outcomes.find(({ id }) => id === data.outcome) : undefined
    default:
      return undefined
  }
}

/** No organisation of Spoor and no authority abroad: a municipality, the immigration service, care. */
export function isOutside(partner: Way['partners'][number] | undefined): boolean {
  return partner !== undefined && partner.organisation === null && !partner.abroad
}
