import type { SignalDetail } from '#contract/signal.ts'
import { useText } from '../../shared/text.ts'
import { UncheckedNote } from '../signal/unchecked-note.tsx'
import { Questions, type Answers } from './questions.tsx'

type Criterion = SignalDetail['choices']['weighingCriteria'][number]
type Kind = Criterion['kind']

/** In this order on the sheet. The protection test stands in a part of its own, apart from the test for leads. */
const KINDS = [
  'urgency',
  'coercion',
  'contact',
  'history',
  'jurisdiction',
  'lead',
  'means',
  'completeness',
] as const satisfies readonly Kind[]

/** The criteria as they stand on the sheet: the protection test first. */
export function inOrder(criteria: readonly Criterion[]): readonly Criterion[] {
  const kinds: readonly Kind[] = ['protection', ...KINDS]
  return kinds.flatMap((kind) => criteria.filter((one) => one.kind === kind))
}

interface CriteriaProps {
  readonly signal: SignalDetail
  readonly answers: Answers
  readonly onChange: (answers: Answers) => void
}

/** The criteria of the weighing by kind; an "unknown" points to the act that could tell. */
export function Criteria({ signal, answers, onChange }: CriteriaProps) {
  const { t, label } = useText()
  const { weighingCriteria, neverCriteria } = signal.choices
  const protection = weighingCriteria.filter(({ kind }) => kind === 'protection')
  const others = inOrder(weighingCriteria).filter(({ kind }) => kind !== 'protection')
  const shared = {
    answers,
    onChange,
    aside: (criterion: Criterion) => <Aside criterion={criterion} signal={signal} answers={answers} />,
  }
  return (
    <>
      {protection.length === 0 ? null : (
        <div className="form__part">
          <Questions
            {...shared}
            name="protection"
            title={t('weighing.protection')}
            about={t('weighing.protection-about')}
            questions={protection}
          />
        </div>
      )}
      <Questions
        {...shared}
        name="answers"
        title={t('weighing.criteria')}
        about={t('weighing.criteria-about')}
        questions={others}
        kind={({ kind }) => t(`criterion-kind.${kind}`)}
      />
      <UncheckedNote choices={weighingCriteria} />
      <div className="never">
        <p className="never__title">{t('weighing.never')}</p>
        <p>{neverCriteria.map((one) => label(one.label)).join(' · ')}</p>
      </div>
    </>
  )
}

interface AsideProps {
  readonly criterion: Criterion
  readonly signal: SignalDetail
  readonly answers: Answers
}

function Aside({ criterion, signal, answers }: AsideProps) {
  const { t, label } = useText()
  const before = signal.answers[criterion.id]
  const act = signal.choices.acts.find(({ id }) => id === criterion.whenUnknown)
  const points = answers[criterion.id] === 'unknown' && act !== undefined
  if (!points && before === undefined) return null
  return (
    <p className="criterion__leads">
      {points ? t('weighing.unknown-to', { act: label(act.label) }) : null}
      {before === undefined ? null : <span> {t('weighing.before', { answer: t(`answer.${before}`) })}</span>}
    </p>
  )
}
