import type { ContactResult } from '#process/contact.ts'
import type { GuardCodes } from '#process/event.ts'
import type { GuardId } from '#process/guard.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { allOf } from './past.ts'
import { ALLE, must, on, type Finding, type PolicyRule, type Seen } from './rule.ts'

const BRON =
  'domain.md §2.3: waarborgen voor een einde; law.md §2 (non-punishment), §3 (bedenktijd), §6 (CoMensha)'

function answered(demanded: readonly GuardId[], given: GuardCodes, { guards }: WayOfWorking): Finding {
  if (demanded.length === 0) return undefined
  const open = demanded.find((id) => {
    const choices = guards.find((one) => one.id === id)?.answers ?? []
    return !choices.some((one) => one.id === given[id])
  })
  const question = guards.find(({ id }) => id === open)?.question.nl
  return must(open === undefined, `Niet beantwoord uit de lijst: ${question}`)
}

/** What was written down of contact with the possible victim; a conversation that was held is contact too. */
function recordedContact(before: Seen['before']): readonly ContactResult[] {
  const held = allOf(before, 'interview-recorded').some(({ data }) => data.held)
  const results = allOf(before, 'contact-recorded')
    .filter(({ data }) => data.with === 'possible-victim')
    .map(({ data }) => data.result)
  return held ? [...results, 'spoken'] : results
}

/** How much is told of contact, least first. */
const MORE: readonly ContactResult[] = ['not-possible', 'attempted', 'spoken']

export const WAARBORGEN: readonly PolicyRule[] = [
  {
    id: 'G-01',
    regel:
      'Niet (verder) opvolgen en opleggen gaan niet zonder antwoord op iedere waarborg van die uitkomst.',
    bron: BRON,
    voor: ALLE,
    toets: on(['stop-proposed'], ({ data }, rules) =>
      answered(rules.outcomes.find(({ id }) => id === data.outcome)?.guards ?? [], data.guards, rules),
    ),
  },
  {
    id: 'G-02',
    regel: 'Ook een afgerond onderzoek heeft antwoord op iedere waarborg.',
    bron: BRON,
    voor: ALLE,
    toets: on(['closed'], ({ data }, rules) => {
      if (data.proposedBy !== null) return undefined
      const demanded = rules.outcomes.find(({ id }) => id === data.outcome)?.guards ?? []
      return answered(demanded, data.guards ?? {}, rules)
    }),
  },
  {
    id: 'G-03',
    regel: 'Voor een overdracht zijn de waarborgen beantwoord die de werkwijze daarvoor vraagt.',
    bron: BRON,
    voor: ALLE,
    toets: on(['handover-offered', 'share-offered'], ({ data }, rules) => {
      const partner = rules.partners.find(({ id }) => id === data.partner)
      // Help never waits.
      if (!partner || partner.way === 'refer') return undefined
      // Where nobody will investigate: every guard, as at an ending.
      const outside = partner.organisation === null && !partner.abroad
      const decision = partner.abroad ? 'transfer-abroad' : 'transfer-agency'
      const asked = rules.decisions.find(({ id }) => id === decision)?.guards ?? []
      const demanded = outside ? rules.guards.map(({ id }) => id) : asked
      return answered(demanded, data.guards, rules)
    }),
  },
  {
    id: 'G-04',
    regel: 'Er zijn geen waarborgen van eigen maak: alleen die van de werkwijze zijn beantwoord.',
    bron: BRON,
    voor: ALLE,
    toets: on(['stop-proposed', 'handover-offered', 'share-offered'], ({ data }, { guards }) => {
      const known = guards.map(({ id }): string => id)
      return must(
        Object.keys(data.guards).every((id) => known.includes(id)),
        'Er is een waarborg beantwoord die de werkwijze niet heeft.',
      )
    }),
  },
  {
    id: 'G-05',
    regel: 'Een antwoord op een waarborg zegt over contact niet meer dan er over contact is vastgelegd.',
    bron: 'domain.md §2.3 (a): beantwoord en aantoonbaar; brief van 9 juli 2025, aanbeveling 2',
    voor: ALLE,
    toets: on(
      ['stop-proposed', 'closed', 'handover-offered', 'share-offered'],
      ({ data, before }, { guards }) => {
        const claims = guards.flatMap(({ id, answers }) => {
          const { contact } = answers.find((one) => one.id === data.guards?.[id]) ?? {}
          return contact ? [contact] : []
        })
        if (claims.length === 0) return undefined
        const most = Math.max(...recordedContact(before).map((one) => MORE.indexOf(one)))
        return must(
          claims.every((claim) => MORE.indexOf(claim) <= most),
          'De waarborg zegt meer over contact dan is vastgelegd.',
        )
      },
    ),
  },
]
