import type { WayOfWorking } from '#process/way-of-working.ts'
import { actsIn, dueBy, lastOf } from './past.ts'
import { must, on, type PolicyRule, type Seen } from './rule.ts'

const BRON = 'ways-of-working.md §D 14 en §E.2: routering als eigen besluit (Dadermonitor 6-12-2022)'
const BESCHERMING =
  'ways-of-working.md §E.2: bescherming eerst; "geringste aanwijzing" is de toets voor bescherming'
const VOOR = ['arbeidsinspectie'] as const

/** The routing that holds: the last one, unless its review disagreed. */
function routing(before: Seen['before']) {
  const last = lastOf(before, 'routed')
  if (!last) return undefined
  const review = lastOf(before, 'routing-reviewed')
  return review && review.seq > last.seq && !review.data.agrees ? undefined : last
}

const lane = (id: string | undefined, { routing: rule }: WayOfWorking) =>
  rule?.lanes.find((one) => one.id === id)

export const ROUTERING: readonly PolicyRule[] = [
  {
    id: 'U-01',
    regel: 'Geen onderzoek en geen einde zonder besluit onder welk recht het signaal verder gaat.',
    bron: BRON,
    voor: VOOR,
    toets: on(['investigation-started', 'stop-proposed'], ({ before }) =>
      must(routing(before) !== undefined, 'Er is geen besluit over de route.'),
    ),
  },
  {
    id: 'U-02',
    regel: 'Bij de route is iedere vraag beantwoord die de werkwijze daarvoor stelt.',
    bron: BRON,
    voor: VOOR,
    toets: on(['routed'], ({ data }, { routing: rule }) =>
      must(rule?.criteria.every(({ id }) => id in data.answers) ?? false, 'Niet iedere vraag is beantwoord.'),
    ),
  },
  {
    id: 'U-03',
    regel: 'Bij de route is eerst de beschermingstoets gedaan, met dwang als eigen vraag.',
    bron: BESCHERMING,
    voor: VOOR,
    toets: on(['routed'], ({ data }, { routing: rule }) =>
      must(
        rule?.protectionFirst.every((id) => id in data.protection) ?? false,
        'De beschermingstoets is niet gedaan.',
      ),
    ),
  },
  {
    id: 'U-04',
    regel:
      'Is er de geringste aanwijzing van slachtofferschap, dan is bescherming aangeboden voor een bestuurlijke route.',
    bron: BESCHERMING,
    voor: VOOR,
    toets: on(['routed'], ({ data, before }, rules) => {
      const yes = Object.values(data.protection).includes('yes')
      if (!yes || lane(data.lane, rules)?.administrative !== true) return undefined
      const acts = actsIn(before)
      const offered = rules.routing?.protectionActs.some((id) => acts.get(id)?.result === 'done')
      return must(offered === true, 'Bestuurlijk gerouteerd zonder dat bescherming is aangeboden.')
    }),
  },
  {
    id: 'U-05',
    regel: 'Een onderzoek begint alleen op een route die opsporing toelaat.',
    bron: BRON,
    voor: VOOR,
    toets: on(['investigation-started'], ({ before }, rules) => {
      const chosen = routing(before)
      if (!chosen) return undefined
      return must(lane(chosen.data.lane, rules)?.investigates === true, 'Deze route laat geen onderzoek toe.')
    }),
  },
  {
    id: 'U-06',
    regel: 'De route wordt nagekeken door een ander dan wie erover besloot.',
    bron: BRON,
    voor: VOOR,
    toets: on(['routing-reviewed'], ({ by, before }) =>
      must(lastOf(before, 'routed')?.by !== by, 'Wie over de route besloot, keek haar zelf na.'),
    ),
  },
  {
    id: 'U-07',
    regel: 'Ieder besluit over de route krijgt een taak om het na te kijken, binnen de termijn.',
    bron: BRON,
    voor: VOOR,
    toets: on(['routed'], ({ data, at }, { routing: rule }) => {
      const duty = (data.opens ?? []).find(({ kind }) => kind === 'review-routing')
      const inTime = duty && rule && duty.dueAt <= dueBy(at, rule.reviewWithin.value)
      return must(inTime === true, 'Er is geen taak om de route op tijd na te kijken.')
    }),
  },
  {
    id: 'U-08',
    regel: 'Er zijn geen andere routes dan die van de werkwijze.',
    bron: BRON,
    voor: VOOR,
    toets: on(['routed'], ({ data }, rules) =>
      must(lane(data.lane, rules) !== undefined, 'Deze route staat niet in de werkwijze.'),
    ),
  },
  {
    id: 'U-09',
    regel: 'Geen signaal eindigt voordat de route is nagekeken.',
    bron: BRON,
    voor: VOOR,
    toets: on(['closed'], ({ before }) => {
      const chosen = routing(before)
      const review = lastOf(before, 'routing-reviewed')
      const reviewed = chosen !== undefined && review !== undefined && review.seq > chosen.seq
      return must(reviewed, 'De route is nooit nagekeken.')
    }),
  },
]
