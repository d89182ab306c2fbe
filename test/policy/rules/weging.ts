import type { Answers, EventData } from '#process/event.ts'
import { PHASES, type WayOfWorking } from '#process/way-of-working.ts'
import { actsIn, allOf, dutyIn, phaseIn, urgencyIn } from './past.ts'
import { ALLE, must, on, type PolicyRule, type Seen } from './rule.ts'

const BRON =
  'brief van 9 juli 2025, aanbeveling 2: weging met een drempel die niet te hoog is; ways-of-working.md §E.0'
const WEGING = ['weighed', 'investigation-started', 'stop-proposed'] as const

/** With a duty they open what rested or had ended. */
const OPENS: readonly EventData['type'][] = ['registration-changed', 'second-look-taken']

/** Ending an investigation needs no new weighing. */
const isWeighing = ({ before }: Pick<Seen, 'before'>) => dutyIn(before)?.kind === 'weigh'

function answered(answers: Answers, { weighingCriteria }: WayOfWorking): boolean {
  return weighingCriteria.every(({ id }) => id in answers)
}

/** What a decision or outcome asks to have been considered, as far as it could be done by now. */
function asked(ids: readonly string[], before: Seen['before'], { acts }: WayOfWorking): readonly string[] {
  const reached = PHASES.slice(0, PHASES.indexOf(phaseIn(before)) + 1)
  return ids.filter((id) => acts.find((act) => act.id === id)?.phases.some((one) => reached.includes(one)))
}

function considers(
  { data }: Seen<(typeof WEGING)[number] | 'closed'>,
  rules: WayOfWorking,
): readonly string[] {
  const decision = (id: string) => rules.decisions.find((one) => one.id === id)?.consider ?? []
  const outcome = (id: string) => rules.outcomes.find((one) => one.id === id)?.consider ?? []
  switch (data.type) {
    case 'weighed':
      return decision(data.decision)
    case 'investigation-started':
      return decision(data.exOfficio ? 'ex-officio-investigation' : 'start-investigation')
    case 'stop-proposed':
      return outcome(data.outcome)
    case 'closed':
      // What was proposed was asked then.
      return data.proposedBy === null ? outcome(data.outcome) : []
  }
}

export const WEGING_REGELS: readonly PolicyRule[] = [
  {
    id: 'W-01',
    regel: 'Bij iedere weging is ieder criterium beantwoord; onbekend is een antwoord.',
    bron: BRON,
    voor: ALLE,
    toets: on(WEGING, (seen, rules) =>
      isWeighing(seen)
        ? must(answered(seen.data.answers, rules), 'Niet ieder criterium is beantwoord.')
        : undefined,
    ),
  },
  {
    id: 'W-02',
    regel: 'Er wordt op niets anders gewogen: niet op herkomst, sector, aangiftebereidheid of capaciteit.',
    bron: 'Wpg art. 5 en 7a lid 3 (law.md §1.1); ways-of-working.md §E.0: nooit een criterium',
    voor: ALLE,
    toets: on(WEGING, ({ data }, { weighingCriteria }) => {
      const known = weighingCriteria.map(({ id }) => id)
      const foreign = Object.keys(data.answers).find((id) => !known.includes(id))
      return must(foreign === undefined, `Er is gewogen op iets dat geen criterium is: ${foreign}.`)
    }),
  },
  {
    id: 'W-03',
    regel: 'Terzijde leggen kan alleen op een criterium van de werkwijze; capaciteit is dat niet.',
    bron: 'law.md §2: capaciteit is geen grond; ways-of-working.md §E.0 CAP',
    voor: ALLE,
    toets: on(['set-aside-proposed'], ({ data }, { setAsideCriteria }) =>
      must(
        setAsideCriteria.some(({ id }) => id === data.criterion),
        'Dit criterium kent de werkwijze niet.',
      ),
    ),
  },
  {
    id: 'W-04',
    regel:
      'Voorgesteld wordt alleen een uitkomst die de werkwijze hier toestaat; capaciteit is geen uitkomst.',
    bron: 'law.md §2: capaciteit is geen grond; domain.md §2.3',
    voor: ALLE,
    toets: on(['stop-proposed'], ({ data, before }, { outcomes }) => {
      const from = dutyIn(before)?.kind === 'conclude-investigation' ? 'investigating' : 'weighing'
      const outcome = outcomes.find(({ id }) => id === data.outcome)
      const right = outcome !== undefined && outcome.stops && outcome.from.includes(from)
      return must(right, 'Deze uitkomst staat de werkwijze hier niet toe.')
    }),
  },
  {
    id: 'W-05',
    regel: 'Zegt de weging dat er nu gevaar is of een minderjarige bij is, dan geldt vanaf dan de spoed.',
    bron: 'ways-of-working.md §E.0 CR1 en CR2 (voorstel)',
    voor: ALLE,
    toets: on(WEGING, ({ data, before }, { urgentTerms }) => {
      const told = urgentTerms.filter(
        ({ criterion }) => criterion !== null && data.answers[criterion] === 'yes',
      )
      if (told.length === 0) return undefined
      const now = data.urgency ?? urgencyIn(before)
      return must(
        told.every(({ id }) => now.includes(id)),
        'De weging noemt spoed die daarna niet geldt.',
      )
    }),
  },
  {
    id: 'W-06',
    regel: 'Uit de weging volgt meteen de taak die bij het besluit hoort.',
    bron: 'Aanwijzing mensenhandel 2022A002 (samenvatting); ontwerp van Spoor',
    voor: ALLE,
    toets: on(['weighed'], ({ data }) => {
      const kind = data.decision === 'interview' ? 'hold-interview' : 'finish-enrichment'
      return must(data.duty.kind === kind, 'De taak past niet bij het besluit.')
    }),
  },
  {
    id: 'W-07',
    regel:
      'Wat een besluit vraagt te overwegen (officier, financieel, verdachte als slachtoffer) heeft een resultaat of reden.',
    bron: 'Aanwijzing mensenhandel 2022A002 (samenvatting): in overleg met de OvJ, financieel onderzoek vast onderdeel',
    voor: ALLE,
    toets: on([...WEGING, 'closed'], (seen, rules) => {
      const ids = asked(considers(seen, rules), seen.before, rules)
      if (ids.length === 0) return undefined
      const done = actsIn(seen.before)
      const open = ids.find((id) => !done.has(id))
      return must(
        open === undefined,
        `Niet overwogen: ${rules.acts.find(({ id }) => id === open)?.label.nl}.`,
      )
    }),
  },
  {
    id: 'W-08',
    regel: 'Verder verrijken kan zo vaak als de werkwijze zegt; daarna wordt er iets anders besloten.',
    bron: 'ways-of-working.md §E.0 ENRICH_FURTHER: één of twee keer (voorstel)',
    voor: ALLE,
    toets: on(['weighed'], ({ data, before }, { decisions }) => {
      const most = decisions.find(({ id }) => id === 'enrich-further')?.maxTimes?.value
      if (most === undefined) return undefined
      const opened = before.findLast(({ data: one }) => OPENS.includes(one.type) && 'duty' in one && one.duty)
      const rounds = allOf(before, 'weighed').filter(
        (one) => one.data.decision === 'enrich-further' && one.seq > (opened?.seq ?? 0),
      )
      const further = data.decision === 'enrich-further' ? 1 : 0
      return must(rounds.length + further <= most, 'Er is vaker verder verrijkt dan de werkwijze toelaat.')
    }),
  },
  {
    id: 'W-09',
    regel: 'Een uitkomst spreekt niet tegen wat in dezelfde weging is geantwoord.',
    bron: 'law.md §2: aanknopingspunten zijn beoordeeld voor een einde',
    voor: ALLE,
    toets: on(['stop-proposed'], ({ data }, { outcomes }) => {
      const { unless = [] } = outcomes.find(({ id }) => id === data.outcome) ?? {}
      if (unless.length === 0) return undefined
      return must(
        unless.every((id) => data.answers[id] !== 'yes'),
        'De uitkomst spreekt een antwoord tegen.',
      )
    }),
  },
]
