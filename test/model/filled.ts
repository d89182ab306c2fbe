import { dayOf, plusDays } from '#core/time.ts'
import { openActs, withoutResult } from '#process/act.ts'
import { CONTACT_RESULTS, CONTACT_WITH, saysMore } from '#process/contact.ts'
import { bestContact } from '#process/contact-record.ts'
import type { Actor } from '#process/duty.ts'
import type { Answers, CriterionAnswer } from '#process/event.ts'
import type { GuardAnswers } from '#process/guard.ts'
import type { Pack } from '#process/handover-message.ts'
import type { Signal } from '#process/state.ts'
import type { Step, StepOf, StepType } from '#process/step.ts'
import { URGENCIES, type ActRule, type WayOfWorking } from '#process/way-of-working.ts'
import type { Chance } from './chance.ts'
import { crossable, toConsider, type Met, type Scene } from './steps.ts'

/** How often something that is asked is left out or wrong. */
const WRONG = 0.025
const GROUND = 'Omdat de feiten dat vragen.'
const NOBODY_KNOWS = 'nobody-knows-this'
const ANSWERS: readonly CriterionAnswer[] = ['yes', 'no', 'unknown']

const PACK: Pack = {
  title: 'Signaal van de werkvloer',
  ground: 'Het gaat om werk; met de mensen is gesproken.',
  registrations: [
    {
      sourceId: 'R-1',
      registeredAt: '2026-06-10T10:00:00Z',
      incident: 'overig',
      title: 'C',
      text: 'Zes mensen.',
    },
  ],
  acts: [],
}

/** A step of this kind with all that it asks, mostly right. */
export function filled(
  scene: Scene,
  { organisation, signal }: Met,
  type: StepType,
  actor: Actor,
  chance: Chance,
): Step {
  const other = scene.colleaguesOf(organisation).find(({ id }) => id !== actor.id)?.id ?? null
  return new Filler(signal, scene.rulesOf(signal), dayOf(scene.now), [actor.id, other], chance).fill(type)
}

class Filler {
  readonly #signal: Signal
  readonly #rules: WayOfWorking
  readonly #today: string
  readonly #actor: string
  readonly #other: string | null
  readonly #chance: Chance

  constructor(
    signal: Signal,
    rules: WayOfWorking,
    today: string,
    [actor, other]: readonly [string, string | null],
    chance: Chance,
  ) {
    this.#signal = signal
    this.#rules = rules
    this.#today = today
    this.#actor = actor
    this.#other = other
    this.#chance = chance
  }

  fill(type: StepType): Step {
    const ground = this.#wrong() ? ' ' : GROUND
    const rules = this.#rules
    switch (type) {
      case 'take-up':
        return { type }
      case 'offer-unit':
        return { type, unit: this.#of(rules.units), ground }
      case 'refuse-unit':
      case 'refuse-handover':
        return { type, reason: this.#of(rules.handoverRefusals), ground }
      case 'confirm':
        return { type, urgency: this.#chance.is(0.3) ? this.#urgency() : [], ground }
      case 'set-urgency':
        return { type, urgency: this.#urgency(), ground }
      case 'propose-set-aside':
        return { type, criterion: this.#of(rules.setAsideCriteria), ground }
      case 'record-act':
        return { ...this.#act(), ground }
      case 'record-circumstances': {
        const circumstances = this.#answers(rules.circumstances, ['yes', 'no', 'no', 'no', 'unknown'])
        return { type, circumstances, ground }
      }
      case 'record-contact':
        return { ...this.#contact(), ground }
      case 'hold':
        return { type, reason: this.#of(rules.holdReasons), reviewOn: this.#day(40), ground }
      case 'route':
        return { ...this.#routing(), ground }
      case 'review-routing':
        return { type, agrees: this.#chance.is(0.75), ground }
      case 'offer-crossing':
        return { ...this.#crossing(), ground }
      case 'offer-handover':
        return { ...this.#handover(), ground }
      case 'enter-receipt': {
        const answers = ['received', 'accepted', 'accepted', 'refused', 'outcome'] as const
        const gone = this.#signal.state === 'handed-over'
        const receipt = gone && !this.#wrong() ? 'outcome' : this.#chance.one(answers)
        return { type, receipt, reference: this.#words('Brief 114'), says: this.#words('Niet hier.'), ground }
      }
      case 'take-second-look': {
        const look = this.#wrong() ? NOBODY_KNOWS : (this.#signal.secondLook?.look ?? NOBODY_KNOWS)
        const verdict = this.#chance.one(['agrees', 'follow-up'] as const)
        return { type, look, verdict, answers: this.#criteria(), ground }
      }
      case 'weigh': {
        const decision = this.#chance.one(['interview', 'enrich-further'] as const)
        return { type, decision, answers: this.#criteria(), ground }
      }
      case 'propose-stop':
        return { ...this.#stop(), ground }
      case 'record-interview':
        return { ...this.#interview(), ground }
      case 'start-investigation':
        return { ...this.#investigation(), ground }
      case 'conclude':
        return {
          type,
          outcome: this.#of(rules.outcomes.filter(({ stops }) => !stops || this.#wrong())),
          guards: this.#guards(),
          ground,
        }
      default:
        return { type, ground }
    }
  }

  #act(): StepOf<'record-act'> {
    const act = this.#someAct()
    const result = this.#chance.one(['done', 'done', 'done', 'done', 'not-possible', 'not-needed'] as const)
    const provenance = {
      source: act?.information[0] ?? NOBODY_KNOWS,
      obtainedOn: this.#wrong() ? '2031-01-01' : this.#today,
      reliability: 'reliable',
      factOrOpinion: 'fact',
      obtainedBy: this.#words('een medewerker'),
      howObtained: 'gevraagd en nagezien',
    } as const
    const reason = result === 'not-possible' ? this.#ofIds(act?.notPossible ?? []) : null
    return {
      type: 'record-act',
      act: act?.id ?? NOBODY_KNOWS,
      result,
      reason: this.#wrong() ? NOBODY_KNOWS : reason,
      provenance: (result === 'done') === this.#wrong() ? null : provenance,
      unmet: this.#wrong() ? [99] : [],
      unqualifiedBecause: this.#chance.is(0.2) ? '' : 'Er was niemand anders.',
      ground: GROUND,
    }
  }

  /** Mostly one that is still asked for. */
  #someAct(): ActRule | undefined {
    const asked = [
      ...openActs(this.#signal, this.#rules).map(({ id }) => id),
      ...toConsider(this.#signal, this.#rules),
      ...(this.#signal.state === 'investigating'
        ? withoutResult(this.#signal, ['financial-investigation'])
        : []),
    ]
    if (this.#wrong()) return undefined
    const id =
      this.#chance.is(0.85) && asked.length > 0 ? this.#chance.one(asked) : this.#of(this.#rules.acts)
    return this.#rules.acts.find((one) => one.id === id)
  }

  #contact(): StepOf<'record-contact'> {
    const other = this.#chance.one(CONTACT_WITH)
    const result = this.#chance.one(CONTACT_RESULTS)
    const known = result === 'not-possible' ? this.#of(this.#rules.notPossibleReasons) : null
    const reason = this.#wrong() ? NOBODY_KNOWS : known
    const possible = this.#chance.is(0.7) ? 'possible-victim' : other
    return { type: 'record-contact', with: possible, result, reason, ground: GROUND }
  }

  #routing(): StepOf<'route'> {
    const { routing } = this.#rules
    return {
      type: 'route',
      lane: this.#chance.is(0.5)
        ? this.#wrong()
          ? NOBODY_KNOWS
          : (routing?.lanes[0]?.id ?? '')
        : this.#of(routing?.lanes ?? []),
      answers: this.#answers(routing?.criteria ?? [], ANSWERS),
      protection: this.#answers(
        (routing?.protectionFirst ?? []).map((id) => ({ id })),
        ANSWERS,
      ),
      ground: GROUND,
    }
  }

  #crossing(): StepOf<'offer-crossing'> {
    const known = crossable(this.#signal, this.#rules)
    // The criminal file is what most crossings are for.
    const [first] = known
    const one = first && this.#chance.is(0.8) ? first : known.length > 0 ? this.#chance.one(known) : undefined
    return {
      type: 'offer-crossing',
      crossing: this.#wrong() || !one ? NOBODY_KNOWS : one.crossing,
      acts: this.#wrong() || !one ? [NOBODY_KNOWS] : one.acts,
      seen: 'Zes slaapplaatsen in de loods.',
      power: this.#words('Art. 5:15 Awb.'),
      seenOn: this.#today,
      withoutStatements: !this.#wrong(),
      ground: GROUND,
    }
  }

  #handover(): StepOf<'offer-handover'> {
    const { handovers, partners } = this.#rules
    const inSpoor = handovers.filter(({ to }) => partners.find(({ id }) => id === to)?.organisation !== null)
    const some = this.#of(this.#chance.is(0.6) ? inSpoor : handovers)
    const rule = handovers.find(({ id }) => id === some)
    return {
      type: 'offer-handover',
      rule: rule?.id ?? NOBODY_KNOWS,
      moment: this.#of(rule?.moments ?? []),
      pack: this.#wrong() ? { ...PACK, title: '' } : PACK,
      guards: this.#guards(),
      ground: GROUND,
    }
  }

  #stop(): StepOf<'propose-stop'> {
    const fits = this.#rules.outcomes.filter(
      ({ stops, from }) => this.#wrong() || (stops && from.some((one) => one === this.#signal.state)),
    )
    const outcome = this.#chance.is(0.3) ? 'shelve' : this.#of(fits)
    const shelves = (outcome === 'shelve') !== this.#wrong()
    const reviewOn = shelves ? this.#day(60) : null
    return {
      type: 'propose-stop',
      outcome,
      reviewOn,
      answers: this.#criteria(),
      guards: this.#guards(),
      ground: GROUND,
    }
  }

  #interview(): StepOf<'record-interview'> {
    const held = this.#chance.is(0.6)
    return {
      type: 'record-interview',
      held,
      complaint:
        this.#wrong() || held ? this.#chance.one(['made', 'declined', 'considering'] as const) : 'declined',
      second: this.#wrong() ? this.#actor : this.#chance.one([null, this.#other]),
      recorded: this.#chance.is(0.5),
      unqualifiedBecause: this.#words('Er was niemand anders.'),
      ground: GROUND,
    }
  }

  #investigation(): StepOf<'start-investigation'> {
    const unknown = this.#wrong()
    return {
      type: 'start-investigation',
      exOfficio: this.#chance.is(0.8) || !this.#signal.complaintMade,
      prosecutor: this.#words('mr. De Boer'),
      answers: this.#criteria(),
      qualification: { law: unknown ? NOBODY_KNOWS : OFFENCE, variants: [VARIANT], means: [], purposes: [] },
      assignedBy: this.#chance.is(0.5) ? 'OM 2026/12' : '',
      civilAviation: this.#chance.is(0.5),
      ground: GROUND,
      ...(this.#wrong() && { exOfficio: false }),
    }
  }

  #guards(): GuardAnswers {
    return Object.fromEntries(
      this.#rules.guards.flatMap(({ id, answers }) => {
        if (this.#wrong()) return []
        // Of contact mostly no more than was written down.
        const most = bestContact(this.#signal)
        const fitting = answers.filter(
          ({ contact }) => !contact || this.#chance.is(0.2) || !saysMore(contact, most),
        )
        return [[id, { answer: this.#chance.one(fitting).id, reference: this.#words('Zie verslag 3.') }]]
      }),
    )
  }

  #criteria(): Answers {
    // Mostly nobody knows; a criterion that never counts is sometimes tried.
    const answers = this.#answers(this.#rules.weighingCriteria, [
      'yes',
      'no',
      'unknown',
      'unknown',
      'unknown',
    ])
    return this.#wrong() ? { ...answers, capacity: 'yes' } : answers
  }

  #answers(asked: readonly { readonly id: string }[], choices: readonly CriterionAnswer[]): Answers {
    const given = this.#wrong() ? asked.slice(1) : asked
    return Object.fromEntries(given.map(({ id }) => [id, this.#chance.one(choices)]))
  }

  #urgency(): StepOf<'set-urgency'>['urgency'] {
    const known = this.#rules.urgentTerms.map(({ id }) => id)
    return this.#wrong() ? [...URGENCIES] : known.filter(() => this.#chance.is(0.4))
  }

  #day(longest: number): string {
    return plusDays(this.#today, this.#wrong() ? 400 : 1 + this.#chance.below(longest))
  }

  #words(words: string): string {
    return this.#wrong() ? '' : words
  }

  #of(list: readonly { readonly id: string }[]): string {
    return this.#ofIds(list.map(({ id }) => id))
  }

  #ofIds(list: readonly string[]): string {
    if (this.#wrong() || list.length === 0) return this.#chance.is(0.3) ? 'capacity' : NOBODY_KNOWS
    return this.#chance.one(list)
  }

  #wrong(): boolean {
    return this.#chance.is(WRONG)
  }
}

const OFFENCE = '273f-present'
const VARIANT = '1'
