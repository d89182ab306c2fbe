import { useState } from 'react'
import type { AccessQuestion } from '#contract/explanation.ts'
import { Button } from '../../shared/components/button.tsx'
import { SelectField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Empty, Panel } from '../../shared/components/panel.tsx'
import { isId } from '../../shared/ids.ts'
import { useText } from '../../shared/text.ts'
import { useColleagues } from '../interview/colleagues.ts'
import { useExplanation, type ActRow } from './queries.ts'
import { VerdictView } from './verdict.tsx'

type Purpose = NonNullable<AccessQuestion['purpose']>
interface Fields {
  readonly colleague: string
  readonly act: AccessQuestion['act'] | ''
  readonly purpose: Purpose | ''
  readonly signalId: string
}

/** Asks why a colleague may, or may not; the answer stands below it. */
export function QuestionPanel({ acts }: { acts: readonly ActRow[] }) {
  const { t } = useText()
  const explanation = useExplanation()
  const { data, error, variables } = explanation
  return (
    <Panel title={t('authority.question')}>
      <p className="quiet">{t('authority.question-lead')}</p>
      <QuestionForm
        acts={acts}
        busy={explanation.isPending}
        failure={error?.kind === 'not-found' ? null : error}
        onAsk={explanation.mutate}
      />
      {error?.kind === 'not-found' ? (
        <div role="status">
          <Empty title={t('authority.none-title')}>{t('authority.none')}</Empty>
        </div>
      ) : null}
      {data && variables ? <VerdictView explanation={data} question={variables} /> : null}
    </Panel>
  )
}

interface QuestionFormProps {
  readonly acts: readonly ActRow[]
  readonly busy: boolean
  readonly failure: ReturnType<typeof useExplanation>['error']
  readonly onAsk: (question: AccessQuestion) => void
}

function QuestionForm({ acts, busy, failure, onAsk }: QuestionFormProps) {
  const { t } = useText()
  const colleagues = useColleagues().data?.colleagues ?? []
  const [fields, setFields] = useState<Fields>({ colleague: '', act: '', purpose: '', signalId: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change })
  const purposes = [...new Set(acts.flatMap((row) => row.purposes))]
  const submit = () => {
    const { colleague, act, purpose } = fields
    const signalId = fields.signalId.trim().toLowerCase()
    const found = new Map<string, string>()
    if (colleague === '') found.set('colleague', t('authority.colleague-missing'))
    if (act === '') found.set('act', t('authority.act-missing'))
    if (signalId !== '' && !isId(signalId)) found.set('signalId', t('glass.id-missing'))
    setFaults(found)
    if (act === '' || found.size > 0) return
    onAsk({
      ...{ colleague, act },
      ...(purpose === '' ? {} : { purpose }),
      ...(signalId === '' ? {} : { signalId }),
    })
  }
  return (
    <Form
      label={t('authority.question')}
      className="desk__search"
      fields={{
        colleague: t('authority.colleague'),
        act: t('authority.act'),
        signalId: t('authority.signal'),
      }}
      faults={faults}
      failure={failure}
      onSubmit={() => (busy ? undefined : submit())}
    >
      <SelectField
        name="colleague"
        label={t('authority.colleague')}
        value={fields.colleague}
        onChange={(colleague) => set({ colleague })}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="act"
        label={t('authority.act')}
        value={fields.act}
        onChange={(act) => set({ act: act as Fields['act'] })}
        options={acts.map(({ act }) => ({ value: act, label: t(`act-name.${act}`) }))}
      />
      <SelectField
        name="purpose"
        label={t('authority.purpose')}
        value={fields.purpose}
        onChange={(purpose) => set({ purpose: purpose as Fields['purpose'] })}
        options={purposes.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <TextField
        name="signalId"
        mono
        wide={false}
        maxLength={60}
        optional
        label={t('authority.signal')}
        value={fields.signalId}
        onChange={(signalId) => set({ signalId })}
      />
      <Button type="submit" look="primary" busy={busy}>
        {t('authority.ask')}
      </Button>
    </Form>
  )
}
