import type { GuardCodes } from '#process/event.ts'
import type { GuardId } from '#process/guard.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { ALLE, must, on, type Finding, type PolicyRule } from './rule.ts'

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
    toets: on(['handover-offered'], ({ data }, rules) => {
      const partner = rules.partners.find(({ id }) => id === data.partner)
      if (!partner) return undefined
      // Where nobody will investigate, what we did ends with the handover: every guard, as at an ending.
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
    toets: on(['stop-proposed', 'handover-offered'], ({ data }, { guards }) => {
      const known = guards.map(({ id }): string => id)
      return must(
        Object.keys(data.guards).every((id) => known.includes(id)),
        'Er is een waarborg beantwoord die de werkwijze niet heeft.',
      )
    }),
  },
]
