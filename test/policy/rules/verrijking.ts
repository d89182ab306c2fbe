import { dayOf } from '#core/time.ts'
import { actsIn, circumstancesIn, isAsked, lastOf, phaseIn } from './past.ts'
import { ALLE, must, on, type PolicyRule } from './rule.ts'

const PROFIEL = 'brief van 9 juli 2025, aanbevelingen 2 en 3; ways-of-working.md §D 1 en §E.1-E.3'
const RICHTLIJN = 'brief, aanbeveling 2: richtlijnen voor opsporingshandelingen; ways-of-working.md §D 6'
const HERKOMST = 'Wpg art. 3 lid 5 en art. 4 lid 1 en 3 (law.md §1.1)'

export const VERRIJKING: readonly PolicyRule[] = [
  {
    id: 'R-01',
    regel:
      'De verrijking eindigt pas als iedere verplichte handeling is gedaan, of met reden niet mogelijk was.',
    bron: PROFIEL,
    voor: ALLE,
    toets: on(['enrichment-finished'], ({ before }, rules) => {
      const acts = actsIn(before)
      const open = rules.acts
        .filter((act) => act.phases.includes('enrichment') && isAsked(act, before))
        .find(({ id }) => (acts.get(id)?.result ?? 'not-needed') === 'not-needed')
      return must(open === undefined, `Nog zonder resultaat: ${open?.label.nl}.`)
    }),
  },
  {
    id: 'R-02',
    regel: 'Voor het einde van de verrijking is van iedere omstandigheid gezegd of die er is; onbekend mag.',
    bron: PROFIEL,
    voor: ALLE,
    toets: on(['enrichment-finished'], ({ before }, rules) => {
      const known = circumstancesIn(before)
      return must(
        rules.circumstances.every(({ id }) => id in known),
        'Van een omstandigheid is niet gezegd of die er is.',
      )
    }),
  },
  {
    id: 'R-03',
    regel:
      '"Niet mogelijk" heeft een reden van de lijst van die handeling; een andere uitkomst heeft er geen.',
    bron: PROFIEL,
    voor: ALLE,
    toets: on(['act-recorded'], ({ data: { act: id, result, reason = null } }, rules) => {
      const act = rules.acts.find((one) => one.id === id)
      if (!act) return undefined
      const right =
        result === 'not-possible' ? reason !== null && act.notPossible.includes(reason) : reason === null
      return must(right, 'De reden ontbreekt, of staat niet op de lijst van deze handeling.')
    }),
  },
  {
    id: 'R-04',
    regel: 'Van wat een handeling opleverde staat vast uit welke bron en van welke dag het komt.',
    bron: HERKOMST,
    voor: ALLE,
    toets: on(['act-recorded'], ({ data, at }, rules) => {
      const act = rules.acts.find(({ id }) => id === data.act)
      if (data.result !== 'done' || !act) return undefined
      const { source = '', obtainedOn = '' } = data.provenance ?? {}
      const right = act.information.includes(source) && obtainedOn !== '' && obtainedOn <= dayOf(at)
      return must(right, 'De bron of de dag ontbreekt, of kan niet.')
    }),
  },
  {
    id: 'R-05',
    regel: 'Een handeling wordt gedaan in een fase waarin zij past.',
    bron: RICHTLIJN,
    voor: ALLE,
    toets: on(['act-recorded'], ({ data, before }, rules) => {
      const act = rules.acts.find(({ id }) => id === data.act)
      if (!act) return undefined
      return must(act.phases.includes(phaseIn(before)), 'Deze handeling past niet in deze fase.')
    }),
  },
  {
    id: 'R-06',
    regel: 'Een verplichte handeling wordt nooit als onnodig weggezet.',
    bron: PROFIEL,
    voor: ALLE,
    toets: on(['act-recorded'], ({ data, before }, rules) => {
      const act = rules.acts.find(({ id }) => id === data.act)
      if (!act || !isAsked(act, before)) return undefined
      return must(data.result !== 'not-needed', 'Een verplichte handeling is als onnodig weggezet.')
    }),
  },
  {
    id: 'R-07',
    regel: 'Aan welke eisen van de richtlijn niet is voldaan, staat er bij, met eisen die bestaan.',
    bron: RICHTLIJN,
    voor: ALLE,
    toets: on(['act-recorded'], ({ data: { act: id, unmet = [] } }, rules) => {
      const act = rules.acts.find((one) => one.id === id)
      if (!act) return undefined
      return must(
        unmet.every((place) => place in act.guideline.requirements),
        'Er staat een eis bij die de richtlijn niet heeft.',
      )
    }),
  },
  {
    id: 'R-08',
    regel: 'Alleen handelingen die de werkwijze kent worden vastgelegd.',
    bron: RICHTLIJN,
    voor: ALLE,
    toets: on(['act-recorded'], ({ data }, rules) =>
      must(
        rules.acts.some(({ id }) => id === data.act),
        'Deze handeling staat niet in de werkwijze.',
      ),
    ),
  },
  {
    id: 'R-09',
    regel: 'Geen gesprek, geen onderzoek en geen einde zonder afgeronde verrijking.',
    bron: 'Aanwijzing mensenhandel 2022A002 (samenvatting): altijd bezien of er aanknopingspunten zijn; ways-of-working.md §D 1',
    voor: ALLE,
    toets: on(['weighed', 'investigation-started', 'stop-proposed'], ({ data, before }) => {
      if (data.type === 'weighed' && data.decision === 'enrich-further') return undefined
      // New information opens what had all of it already straight to the weighing; what had not is enriched first.
      const weighedAnew = before.some(
        (one) => one.data.type === 'registration-changed' && one.data.duty?.kind === 'weigh',
      )
      const finished = lastOf(before, 'enrichment-finished') !== undefined
      return must(finished || weighedAnew, 'De verrijking is nooit afgerond.')
    }),
  },
]
