import type { Step } from '#process/step.ts'
import type { WayOfWorking } from '#process/way-of-working.ts'

const ground = 'Omdat de feiten dat vragen.'

/** Valid examples of the steps that the histories of the check's tests are made of, under one way of working. */
export function stepsOf(rules: WayOfWorking) {
  const answers = Object.fromEntries(rules.weighingCriteria.map(({ id }) => [id, 'unknown' as const]))
  const guards = Object.fromEntries(
    rules.guards.map(({ id, answers: choices }) => [
      id,
      { answer: choices[0]!.id, reference: 'Zie verslag 3.' },
    ]),
  )
  const pack = {
    title: 'Signaal',
    ground,
    registrations: [],
    acts: [
      { label: 'Handeling', result: 'done', words: 'Gedaan.', source: 'bron', obtainedOn: '2026-06-01' },
    ],
  }
  const act = (id: string): Step => {
    const rule = rules.acts.find((one) => one.id === id)!
    return {
      ...{ type: 'record-act', act: id, result: 'done', reason: null, unmet: [], unqualifiedBecause: '' },
      ...{ ground },
      provenance: {
        ...{ source: rule.information[0]!, obtainedOn: '2026-06-01', reliability: 'reliable' },
        ...{ factOrOpinion: 'fact', obtainedBy: 'collega', howObtained: 'gevraagd' },
      },
    }
  }
  const circumstances = (yes: readonly string[] = []): Step => ({
    type: 'record-circumstances',
    circumstances: Object.fromEntries(
      rules.circumstances.map(({ id }) => [id, yes.includes(id) ? ('yes' as const) : ('no' as const)]),
    ),
    ground,
  })
  const contact: Step = {
    ...{ type: 'record-contact', with: 'possible-victim', result: 'spoken', reason: null, ground },
  }
  const simple = <T extends string>(type: T) => ({ type, ground }) as const
  return {
    answers,
    guards,
    act,
    circumstances,
    contact,
    simple,
    confirm: (...urgency: ('danger-now' | 'minor' | 'person-leaving')[]): Step => ({
      ...{ type: 'confirm', urgency, ground },
    }),
    setAside: { type: 'propose-set-aside', criterion: 'police-act', ground } as Step,
    weigh: (decision: 'interview' | 'enrich-further', more = {}): Step => ({
      ...{ type: 'weigh', decision, answers: { ...answers, ...more }, ground },
    }),
    stop: (outcome = 'not-trafficking', reviewOn: string | null = null): Step => ({
      ...{ type: 'propose-stop', outcome, reviewOn, answers, guards, ground },
    }),
    investigate: (exOfficio = true, claims = false): Step => ({
      ...{ type: 'start-investigation', exOfficio, prosecutor: 'mr. De Boer', answers, ground },
      ...{ assignedBy: claims ? 'FP 2026/7' : '', civilAviation: claims },
      qualification: { law: '273f-present', variants: ['1'], means: [], purposes: [] },
    }),
    conclude: { type: 'conclude', outcome: 'submitted-to-prosecutor', guards, ground } as Step,
    interview: {
      ...{ type: 'record-interview', held: true, complaint: 'made', second: null, recorded: true },
      ...{ unqualifiedBecause: '', ground },
    } as Step,
    offerUnit: (unit: string): Step => ({ type: 'offer-unit', unit, ground }),
    hold: (reason: string, reviewOn: string): Step => ({ type: 'hold', reason, reviewOn, ground }),
    route: (lane: string, protection: 'yes' | 'no' = 'no'): Step => ({
      ...{ type: 'route', lane, ground },
      answers: Object.fromEntries(rules.routing!.criteria.map(({ id }) => [id, 'no' as const])),
      protection: Object.fromEntries(rules.routing!.protectionFirst.map((id) => [id, protection])),
    }),
    offerCrossing: (crossing: string, acts: readonly string[]): Step => ({
      ...{ type: 'offer-crossing', crossing, acts, seen: 'Gezien op de werkvloer.', power: 'Awb 5:15' },
      ...{ seenOn: '2026-06-11', withoutStatements: true, ground },
    }),
    offerHandover: (rule: string): Step => ({
      ...{ type: 'offer-handover', rule, pack, guards, ground },
      moment: rules.handovers.find(({ id }) => id === rule)!.moments[0]!.id,
    }),
    receipt: (receipt: 'received' | 'accepted' | 'refused' | 'outcome'): Step => ({
      ...{ type: 'enter-receipt', receipt, reference: 'brief 12', says: 'Ontvangen.', ground },
    }),
    look: (look: string, verdict: 'agrees' | 'follow-up'): Step => ({
      ...{ type: 'take-second-look', look, verdict, answers, ground },
    }),
    /** Every act that a decision may ask to have been considered, and those that are mandatory. */
    enrichment: rules.acts
      .filter(
        ({ mandatory, phases, id }) =>
          phases.includes('enrichment') && (mandatory || id === 'consult-prosecutor'),
      )
      .map(({ id }) => act(id)),
  }
}
