import { readLaw } from '#actions/law.ts'
import { dayOf } from '#core/time.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'
import { birthOf, unitIn } from './past.ts'
import { ALLE, must, on, type PolicyRule } from './rule.ts'

const KMAR = 'Politiewet 2012 art. 4 lid 1 onder c en lid 4 (law.md §4); brief van 9 juli 2025, aanbeveling 3'
const OM =
  'Aanwijzing mensenhandel 2022A002 (samenvatting): in overleg met de officier van justitie; domain.md §2.2'
const GESPREK = 'Aanwijzing mensenhandel 2013A012 §4 (law.md §2); ways-of-working.md §A.1 W31'

const law = readLaw()

const unitOf = (id: string | undefined, { units }: WayOfWorking) => units.find((one) => one.id === id)

/** An act that only an investigation has; supporting the police on request is not one. */
function isInvestigative(id: string, { acts, mandate }: WayOfWorking): boolean {
  const act = acts.find((one) => one.id === id)
  return act !== undefined && id !== mandate.support && act.phases.every((phase) => phase === 'investigation')
}

export const BEVOEGDHEID: readonly PolicyRule[] = [
  {
    id: 'B-01',
    regel: 'De KMar begint zelf alleen een onderzoek bij een brigade op een aangewezen plaats.',
    bron: KMAR,
    voor: ['kmar'],
    toets: on(['investigation-started'], ({ before }, rules) =>
      must(
        (unitOf(unitIn(before), rules)?.place ?? null) !== null,
        'Deze brigade mag hier niet zelf onderzoeken.',
      ),
    ),
  },
  {
    id: 'B-02',
    regel: 'Een opsporingsonderzoek begint nooit bij Toezicht.',
    bron: 'art. 3:3 Awb; WBOD art. 2-3 (law.md §4)',
    voor: ['arbeidsinspectie'],
    toets: on(['investigation-started'], ({ before }, rules) =>
      must(
        unitOf(unitIn(before), rules)?.arm === 'opsporing',
        'Het onderzoek begon niet bij de Opsporingsdienst.',
      ),
    ),
  },
  {
    id: 'B-03',
    regel: 'Opsporingshandelingen doet alleen een eenheid die mag opsporen.',
    bron: `${KMAR}; art. 3:3 Awb`,
    voor: ['arbeidsinspectie', 'kmar'],
    toets: on(['act-recorded'], ({ data, before }, rules) => {
      if (data.result !== 'done' || !isInvestigative(data.act, rules)) return undefined
      const accountable = unitOf(unitIn(before), rules)
      const places = rules.mandate.investigates === 'designated-places'
      const may = places ? (accountable?.place ?? null) !== null : accountable?.arm !== 'toezicht'
      const doer = unitOf(data.unit ?? accountable?.id, rules)
      return must(may && doer?.arm !== 'toezicht', 'Deze eenheid mag dit niet zelf doen.')
    }),
  },
  {
    id: 'B-04',
    regel: 'Bij het begin van een onderzoek staat het feit, in de woorden van een wetsversie.',
    bron: 'art. 273f Sr, versie als gegeven (law.md §5)',
    voor: ALLE,
    toets: on(['investigation-started'], ({ data }) => {
      const { law = '', variants = [] } = data.qualification ?? {}
      return must(law !== '' && variants.length > 0, 'Het feit is niet benoemd.')
    }),
  },
  {
    id: 'B-05',
    regel: 'Vraagt een handeling een certificaat, dan staat vast of wie haar deed het had.',
    bron: 'ways-of-working.md §D 8 en §E.0: waarschuwen en vastleggen (law.md §2: niet blokkeren)',
    voor: ALLE,
    toets: on(['act-recorded'], ({ data }, rules) => {
      const asks = rules.acts.find(({ id }) => id === data.act)?.guideline.qualification ?? null
      if (asks === null || data.result !== 'done') return undefined
      return must(typeof data.qualified === 'boolean', 'Of het certificaat er was, staat er niet bij.')
    }),
  },
  {
    id: 'B-06',
    regel: 'Zonder aangifte is een onderzoek ambtshalve: het staat er zo bij.',
    bron: OM,
    voor: ALLE,
    toets: on(['investigation-started'], ({ data, before }) => {
      if (data.exOfficio) return undefined
      const made = before.some(
        (one) => one.data.type === 'interview-recorded' && one.data.complaint === 'made',
      )
      return must(made, 'Een onderzoek op aangifte, zonder aangifte.')
    }),
  },
  {
    id: 'B-07',
    regel: 'De tweede persoon bij een gesprek is een ander dan wie het voert.',
    bron: GESPREK,
    voor: ALLE,
    toets: on(['interview-recorded'], ({ by, data }) =>
      data.second === null || data.second === undefined
        ? undefined
        : must(data.second !== by, 'Als tweede staat dezelfde persoon.'),
    ),
  },
  {
    id: 'B-08',
    regel: 'Buiten het eigen veld onderzoekt de Arbeidsinspectie alleen wat de officier heeft toegewezen.',
    bron: 'WBOD art. 3 (law.md §4)',
    voor: ['arbeidsinspectie'],
    toets: on(['investigation-started'], ({ data, before }, { mandate }) => {
      const own = birthOf(before)?.forms.some((form) => mandate.forms.includes(form)) ?? false
      return must(own || data.assigned === true, 'Dit is niet het eigen veld, en niet toegewezen.')
    }),
  },
  {
    id: 'B-09',
    regel: 'Op een luchthaven voor alleen burgerluchtvaart gaat een eigen onderzoek van de KMar daarover.',
    bron: 'Aanwijzing overige luchtvaartterreinen art. 1 onder b (law.md §4)',
    voor: ['kmar'],
    toets: on(['investigation-started'], ({ data, before, at }, rules) => {
      const place = unitOf(unitIn(before), rules)?.place
      const { places = [] } = law.versionOn(dayOf(at)).places ?? {}
      if (places.find(({ id }) => id === place)?.scope !== 'civil-only') return undefined
      return must(data.civilAviation === true, 'Dit gaat niet over burgerluchtvaart.')
    }),
  },
]
