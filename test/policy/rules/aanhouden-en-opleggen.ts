import { atDutchTime, dayOf, plusDays, type Day, type Instant } from '#core/time.ts'
import { dutyIn, lastOf } from './past.ts'
import { ALLE, must, on, type PolicyRule } from './rule.ts'

const BRON =
  'ways-of-working.md §E.0: HOLD en CAP; domain.md §2.3: opleggen met datum, capaciteit zichtbaar en telbaar'

const within = (day: Day, at: Instant, days: number) => day > dayOf(at) && day <= plusDays(dayOf(at), days)

/** In the morning of that day, Dutch time. */
const onDay = (due: Instant, day: Day) => due === atDutchTime(day, '09:00')

export const AANHOUDEN_EN_OPLEGGEN: readonly PolicyRule[] = [
  {
    id: 'A-01',
    regel: 'Aanhouden kan alleen om een reden van de lijst, voor iedereen zichtbaar.',
    bron: BRON,
    voor: ALLE,
    toets: on(['held'], ({ data }, { holdReasons }) =>
      must(
        holdReasons.some(({ id }) => id === data.reason),
        'Deze reden staat niet op de lijst.',
      ),
    ),
  },
  {
    id: 'A-02',
    regel: 'Aanhouden heeft een dag waarop iemand opnieuw kijkt, en die is niet te ver weg.',
    bron: BRON,
    voor: ALLE,
    toets: on(['held'], ({ data, at }, { holdDaysMax }) =>
      must(within(data.reviewOn, at, holdDaysMax.value), 'De dag is voorbij of te ver weg.'),
    ),
  },
  {
    id: 'A-03',
    regel: 'De taak van wat is aangehouden of opgelegd valt op die dag.',
    bron: BRON,
    voor: ALLE,
    toets: on(['held', 'shelved'], ({ data, before }) => {
      const day = data.type === 'held' ? data.reviewOn : lastOf(before, 'stop-proposed')?.data.reviewOn
      return must(
        typeof day === 'string' && onDay(data.duty.dueAt, day),
        'De taak valt niet op de dag die is gekozen.',
      )
    }),
  },
  {
    id: 'A-04',
    regel:
      'Opleggen heeft een dag waarop iemand opnieuw kijkt, en die is niet te ver weg; een einde heeft er geen.',
    bron: BRON,
    voor: ALLE,
    toets: on(['stop-proposed'], ({ data, at }, { shelveDaysMax }) => {
      const { outcome, reviewOn } = data
      if (outcome !== 'shelve')
        return must(reviewOn === null, 'Een einde heeft geen dag om opnieuw te kijken.')
      return must(
        reviewOn !== null && within(reviewOn, at, shelveDaysMax.value),
        'De dag ontbreekt of klopt niet.',
      )
    }),
  },
  {
    id: 'A-05',
    regel: 'Wat was aangehouden, gaat verder waar het was.',
    bron: BRON,
    voor: ALLE,
    toets: on(['resumed'], ({ data, before }) => {
      const held = lastOf(before, 'held')
      const earlier = dutyIn(before.filter(({ seq }) => held !== undefined && seq < held.seq))
      return must(data.duty.kind === earlier?.kind, 'De taak is een andere dan voor het aanhouden.')
    }),
  },
  {
    id: 'A-06',
    regel: 'Wachten op capaciteit wordt apart geteld.',
    bron: BRON,
    voor: ALLE,
    toets: on(['held'], ({ data }, { holdReasons }) => {
      if (data.reason !== 'capacity') return undefined
      const reason = holdReasons.find(({ id }) => id === data.reason)
      return must(reason?.countedApart === true, 'Wachten op capaciteit telt hier niet apart.')
    }),
  },
]
