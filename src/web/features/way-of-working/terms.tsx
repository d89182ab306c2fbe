import { Table, Td, Th } from '../../shared/components/table.tsx'
import { useText } from '../../shared/text.ts'
import { Choices, Fact, Section, Source, useNameIn, useTermWords } from './reading.tsx'
import type { Rules } from './queries.ts'

/** In the order of the work; the way of working itself keeps none. */
const TERMS = [
  'answer-proposal',
  'confirm-set-aside',
  'start-enrichment',
  'finish-enrichment',
  'weigh',
  'confirm-stop',
  'review-shelved',
  'hold-interview',
  'conclude-investigation',
] as const satisfies readonly (keyof Rules['terms'])[]

const CLOCKS = [
  'contact-possible-victim',
  'inform-possible-victim',
  'receipt-to-reporter',
  'outcome-to-reporter',
  'share-with-emm',
  'report-to-comensha',
  'complaint-after-decision',
  'judge-leads-dublin',
  'accept-handover',
] as const satisfies readonly (keyof Rules['clocks'])[]

/** How long each duty has, normally and when it is urgent; what else runs on a clock; and where an overdue duty climbs. */
export function Terms({ rules }: { rules: Rules }) {
  const { t } = useText()
  const termWords = useTermWords()
  return (
    <Section id="termijnen" title={t('rules.terms')} lead={t('rules.terms-lead')}>
      <Table caption={t('rules.terms')} className="rules__terms">
        <thead>
          <tr>
            <Th>{t('rules.duty')}</Th>
            <Th>{t('rules.normal')}</Th>
            {rules.urgentTerms.map((urgent) => (
              <Th key={urgent.id}>{t(`urgency.${urgent.id}`)}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {TERMS.map((kind) => (
            <tr key={kind}>
              <th scope="row" className="utrecht-table__cell table__row-head">
                {t(`duty.${kind}`)}
              </th>
              <Td>
                {termWords(rules.terms[kind].value)}
                <br />
                <Source of={rules.terms[kind]} />
              </Td>
              {rules.urgentTerms.map(({ id, terms }) => (
                <Td key={id}>{terms[kind] === undefined ? '–' : termWords(terms[kind])}</Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
      <Choices
        choices={rules.urgentTerms}
        under={({ criterion }) => <UrgentWhen criterion={criterion} rules={rules} />}
      />
      <h3 className="minor">{t('rules.ladder')}</h3>
      <p className="rules__lead">{t('rules.ladder-lead')}</p>
      <Ladder rules={rules} />
      <h3 className="minor">{t('rules.clocks')}</h3>
      <Clocks rules={rules} />
      <h3 className="minor">{t('rules.waiting')}</h3>
      <Fact name={t('rules.shelve-max')}>
        {t('rules.days', { count: rules.shelveDaysMax.value })} <Source of={rules.shelveDaysMax} />
      </Fact>
      <Fact name={t('rules.hold-max')}>
        {t('rules.days', { count: rules.holdDaysMax.value })} <Source of={rules.holdDaysMax} />
      </Fact>
      <Choices
        choices={rules.holdReasons}
        under={({ countedApart }) =>
          countedApart ? <p className="quiet rules__fact">{t('rules.counted-apart')}</p> : null
        }
      />
    </Section>
  )
}

function UrgentWhen({ criterion, rules }: { criterion: string | null; rules: Rules }) {
  const { t } = useText()
  const nameIn = useNameIn()
  return (
    <p className="quiet rules__fact">
      {criterion === null
        ? t('rules.urgent-told')
        : t('rules.urgent-when', { criterion: nameIn(rules.weighingCriteria, criterion) })}
    </p>
  )
}

/** The ladder as steps, from the due moment up to the manager at whom it ends. */
function Ladder({ rules }: { rules: Rules }) {
  const { t } = useText()
  const nameIn = useNameIn()
  const termWords = useTermWords()
  return (
    <ol className="ladder">
      <li className="ladder__step ladder__step--start">{t('rules.ladder-start')}</li>
      {rules.escalation.map((step, at) => (
        <li key={`${step.unit} ${step.role}`} className="ladder__step">
          <span className="ladder__when">
            {step.after.value === 0
              ? t('rules.ladder-at-once')
              : t('rules.ladder-after', { term: termWords(step.after) })}
          </span>
          <span className="ladder__who">{nameIn(rules.roles, step.role)}</span>
          <span className="quiet">
            {nameIn(rules.units, step.unit)}
            {at === rules.escalation.length - 1 ? ` · ${t('rules.ladder-end')}` : ''}
          </span>
          <Source of={step} />
        </li>
      ))}
    </ol>
  )
}

function Clocks({ rules }: { rules: Rules }) {
  const { t } = useText()
  const termWords = useTermWords()
  return (
    <ul className="rules__list">
      {CLOCKS.map((clock) => (
        <li key={clock}>
          <p>
            {t(`clock.${clock}`)}: {termWords(rules.clocks[clock].value)}
          </p>
          <Source of={rules.clocks[clock]} />
        </li>
      ))}
    </ul>
  )
}
