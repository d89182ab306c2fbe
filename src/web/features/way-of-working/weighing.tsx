import { useText } from '../../shared/text.ts'
import { Choices, Fact, Folded, Section, Source, useNameIn } from './reading.tsx'
import type { Rules } from './queries.ts'

/** The questions of the weighing: the test for protection apart from the test for leads, and what never counts. */
export function Weighing({ rules }: { rules: Rules }) {
  const { t } = useText()
  const protection = rules.weighingCriteria.filter(({ kind }) => kind === 'protection')
  const others = rules.weighingCriteria.filter(({ kind }) => kind !== 'protection')
  return (
    <Section id="weging" title={t('rules.weighing')} lead={t('rules.weighing-lead')}>
      <h3 className="minor">{t('rules.protection-test')}</h3>
      <p className="rules__lead">{t('rules.protection-about')}</p>
      <Criteria criteria={protection} rules={rules} />
      <h3 className="minor">{t('rules.lead-test')}</h3>
      <Criteria criteria={others} rules={rules} />
      <h3 className="minor">{t('rules.never')}</h3>
      <Choices choices={rules.neverCriteria} />
      <h3 className="minor">{t('rules.set-aside')}</h3>
      <Choices choices={rules.setAsideCriteria} />
    </Section>
  )
}

function Criteria({ criteria, rules }: { criteria: Rules['weighingCriteria']; rules: Rules }) {
  const { t } = useText()
  const nameIn = useNameIn()
  return (
    <Choices
      choices={criteria}
      under={({ kind, whenUnknown }) => (
        <p className="quiet rules__fact">
          {t(`criterion-kind.${kind}`)}
          {whenUnknown === null
            ? ''
            : ` · ${t('rules.when-unknown', { act: nameIn(rules.acts, whenUnknown) })}`}
        </p>
      )}
    />
  )
}

/** What can be decided and how a signal may end, with what each asks for first. */
export function Endings({ rules }: { rules: Rules }) {
  const { t } = useText()
  return (
    <Section id="uitkomsten" title={t('rules.endings')} lead={t('rules.endings-lead')}>
      <h3 className="minor">{t('rules.decisions')}</h3>
      <Foldeds rules={rules} endings={rules.decisions} />
      <h3 className="minor">{t('rules.outcomes')}</h3>
      <Foldeds rules={rules} endings={rules.outcomes} />
      <h3 className="minor">{t('rules.guards')}</h3>
      <p className="rules__lead">{t('rules.guards-lead')}</p>
      <Guards rules={rules} />
    </Section>
  )
}

type Ending = Rules['outcomes'][number] | Rules['decisions'][number]

/** Decisions or outcomes, each opening into what it asks for. */
function Foldeds({ endings, rules }: { endings: readonly Ending[]; rules: Rules }) {
  const { t, label } = useText()
  return (
    <ul className="rules__foldeds">
      {endings.map((one) => (
        <li key={one.id}>
          <Folded
            name={label(one.label)}
            aside={
              'stops' in one && one.stops ? <span className="quiet">{t('rules.two-people')}</span> : null
            }
          >
            <Demands of={one} rules={rules} />
            <Source of={one} />
          </Folded>
        </li>
      ))}
    </ul>
  )
}

function Demands({ of, rules }: { of: Ending; rules: Rules }) {
  const { t, label } = useText()
  const nameIn = useNameIn()
  return (
    <>
      <Fact name={t('rules.needs')}>{label(of.needs)}</Fact>
      {of.guards.length === 0 ? null : (
        <Fact name={t('rules.guards')}>{of.guards.map((id) => t(`guard-name.${id}`)).join(', ')}</Fact>
      )}
      {of.consider.length === 0 ? null : (
        <Fact name={t('rules.consider')}>{of.consider.map((id) => nameIn(rules.acts, id)).join('; ')}</Fact>
      )}
      {'unless' in of && of.unless.length > 0 ? (
        <Fact name={t('rules.unless')}>
          {of.unless.map((id) => nameIn(rules.weighingCriteria, id)).join(' ')}
        </Fact>
      ) : null}
      {'maxTimes' in of && of.maxTimes !== null ? (
        <Fact name={t('rules.max-times')}>
          {t('rules.times', { count: of.maxTimes.value })} <Source of={of.maxTimes} />
        </Fact>
      ) : null}
      <Fact name={t('rules.legal-basis')}>
        {of.legalBasis.value} <Source of={of.legalBasis} />
      </Fact>
    </>
  )
}

function Guards({ rules }: { rules: Rules }) {
  const { t, label } = useText()
  return (
    <ul className="rules__list">
      {rules.guards.map((guard) => (
        <li key={guard.id}>
          <p>
            <b>{t(`guard-name.${guard.id}`)}</b> {label(guard.question)}
          </p>
          <Choices
            choices={guard.answers}
            under={({ needsReference }) =>
              needsReference ? <p className="quiet rules__fact">{t('rules.with-reference')}</p> : null
            }
          />
          <Source of={guard} />
        </li>
      ))}
    </ul>
  )
}
