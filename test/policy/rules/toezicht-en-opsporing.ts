import { dayOf } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { actsIn, allOf, CROSSING_ANSWERS, pending } from './past.ts'
import { must, on, type PolicyRule, type Seen } from './rule.ts'

const AWB = 'Aanwijzing mensenhandel par. 1.3; art. 3:3 Awb (ways-of-working.md T; law.md §2)'
const KLEP = 'Bpg-BOD art. 6 (law.md §1.3): klep tussen Toezicht en Opsporing, naar beide kanten'
const VOOR = ['arbeidsinspectie'] as const

const offered = (before: Seen['before']) => pending(before, 'crossing-offered', CROSSING_ANSWERS)

/** Under which arm an act was learned: a joint inspection is Supervision's, whoever asked for it. */
function armOf(act: string, unit: string | undefined, { acts, units }: WayOfWorking) {
  const power = acts.find(({ id }) => id === act)?.guideline.power
  return power === 'supervision' ? 'toezicht' : units.find(({ id }) => id === unit)?.arm
}

/** Acts of Supervision that were done, and of which nobody has said whether they go along. */
function undecided(before: Seen['before'], rules: WayOfWorking): string | undefined {
  const decided = before.flatMap(({ data }) => (data.type === 'crossing-accepted' ? data.acts : []))
  const refused = allOf(before, 'crossing-refused').flatMap(
    ({ seq }) =>
      pending(
        before.filter((one) => one.seq < seq),
        'crossing-offered',
        CROSSING_ANSWERS,
      )?.data.acts ?? [],
  )
  return [...actsIn(before).values()]
    .filter(({ act, result, unit }) => result === 'done' && armOf(act, unit, rules) === 'toezicht')
    .map(({ act }) => act)
    .find((act) => !decided.includes(act) && !refused.includes(act))
}

export const TOEZICHT_EN_OPSPORING: readonly PolicyRule[] = [
  {
    id: 'T-01',
    regel: 'Naar de andere arm gaat alleen wat echt is gedaan, onder de arm die het aanbiedt.',
    bron: AWB,
    voor: VOOR,
    toets: on(['crossing-offered'], ({ data, before }, rules) => {
      const from = rules.armCrossings.find(({ id }) => id === data.crossing)?.from
      const done = actsIn(before)
      const right = data.acts.every((id) => {
        const act = done.get(id)
        return act?.result === 'done' && armOf(id, act.unit, rules) === from
      })
      return must(right, 'Er gaat iets mee dat deze arm niet heeft gedaan.')
    }),
  },
  {
    id: 'T-02',
    regel: 'Een verklaring die iemand onder toezicht moest geven gaat nooit mee.',
    bron: `${AWB}: cautie, nemo tenetur`,
    voor: VOOR,
    toets: on(['crossing-offered'], ({ data }) =>
      must(Boolean(data.withoutStatements), 'Er ging een verplichte verklaring mee.'),
    ),
  },
  {
    id: 'T-03',
    regel: 'Een ander dan wie het aanbiedt besluit of het overgaat.',
    bron: AWB,
    voor: VOOR,
    toets: on(['crossing-accepted', 'crossing-refused'], ({ by, before }) =>
      must(offered(before)?.by !== by, 'Wie het aanbood, besloot er zelf over.'),
    ),
  },
  {
    id: 'T-04',
    regel: 'Een onderzoek begint pas als van alles wat Toezicht zag besloten is of het meegaat.',
    bron: AWB,
    voor: VOOR,
    toets: on(['investigation-started'], ({ before }, rules) => {
      const open = undecided(before, rules)
      const label = rules.acts.find(({ id }) => id === open)?.label.nl
      return must(open === undefined, `Nog niet besloten of dit meegaat: ${label}.`)
    }),
  },
  {
    id: 'T-05',
    regel: 'Van wat overgaat staat vast wanneer het is gezien; dat ligt niet in de toekomst.',
    bron: AWB,
    voor: VOOR,
    toets: on(['crossing-offered'], ({ data, at }) =>
      must(data.seenOn !== '' && data.seenOn <= dayOf(at), 'De dag waarop het is gezien klopt niet.'),
    ),
  },
  {
    id: 'T-06',
    regel: 'De andere arm heeft een eigen taak om over de overgang te besluiten.',
    bron: KLEP,
    voor: VOOR,
    toets: on(['crossing-offered'], ({ data }, { armCrossings, units }) => {
      const to = armCrossings.find(({ id }) => id === data.crossing)?.to
      const duty = (data.opens ?? []).find(({ kind }) => kind === 'accept-crossing')
      const arm = units.find(({ id }) => id === duty?.unit)?.arm
      return must(duty !== undefined && arm === to, 'De andere arm heeft hiervoor geen taak.')
    }),
  },
  {
    id: 'T-07',
    regel: 'Over gaat precies wat is aangeboden, niet meer.',
    bron: AWB,
    voor: VOOR,
    toets: on(['crossing-accepted'], ({ data, before }) => {
      const acts = offered(before)?.data.acts ?? []
      return must(
        data.acts.every((act) => acts.includes(act)),
        'Er ging meer over dan is aangeboden.',
      )
    }),
  },
]
