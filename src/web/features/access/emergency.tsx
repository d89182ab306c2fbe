import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { EmergencyAccess, EmergencyOpened } from '#contract/glass.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Button } from '../../shared/components/button.tsx'
import { ChoiceField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { PageHead, Panel } from '../../shared/components/panel.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { useBreakGlass } from './emergency-queries.ts'

type Reason = EmergencyAccess['reason']

const REASONS = [
  'danger-to-person',
  'possible-victim-now',
  'danger-to-colleague',
  'trace-vanishes',
] as const satisfies readonly Reason[]

/** Opens what one may not see, by an id that one has from elsewhere. What is there is told after the reason is kept. */
export function EmergencyScreen() {
  const { t } = useText()
  const [opened, setOpened] = useState<(EmergencyOpened & { signalId: string }) | null>(null)
  return (
    <>
      <PageHead title={t('glass.title')} lead={t('glass.lead')} />
      {opened === null ? (
        <Panel title={t('glass.what-happens')} className="emergency">
          <ul className="emergency__terms">
            {(['alarm', 'logged', 'hour', 'review'] as const).map((one) => (
              <li key={one}>{t(`glass.term-${one}`)}</li>
            ))}
          </ul>
          <EmergencyForm onOpened={setOpened} />
        </Panel>
      ) : (
        <Opened {...opened} />
      )}
    </>
  )
}

function EmergencyForm({ onOpened }: { onOpened: (opened: EmergencyOpened & { signalId: string }) => void }) {
  const { t } = useText()
  const breakGlass = useBreakGlass()
  const draft = useDraft<{ signalId: string; reason: Reason | ''; words: string }>({
    signalId: '',
    reason: '',
    words: '',
  })
  const [faults, setFaults] = useState(NO_FAULTS)
  const { reason, words } = draft.values
  const signalId = draft.values.signalId.trim().toLowerCase()
  const submit = () => {
    const found = new Map<string, string>()
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(signalId))
      found.set('signalId', t('glass.id-missing'))
    if (reason === '') found.set('reason', t('glass.reason-missing'))
    if (words.trim().length < WORDS_MIN) found.set('words', t('glass.words-missing'))
    setFaults(found)
    if (reason === '' || found.size > 0) return
    breakGlass.mutate(
      { signalId, reason, words },
      {
        onSuccess: (opened) => {
          draft.clear()
          onOpened({ ...opened, signalId })
        },
      },
    )
  }
  return (
    <Form
      label={t('glass.title')}
      fields={{ signalId: t('glass.id'), reason: t('glass.reason'), words: t('glass.words') }}
      faults={faults}
      failure={breakGlass.error}
      onSubmit={() => (breakGlass.isPending ? undefined : submit())}
    >
      <TextField
        name="signalId"
        mono
        maxLength={60}
        label={t('glass.id')}
        about={t('glass.id-about')}
        value={draft.values.signalId}
        onChange={(value) => draft.set({ signalId: value })}
      />
      <ChoiceField
        name="reason"
        label={t('glass.reason')}
        value={reason}
        onChange={(value) => draft.set({ reason: value })}
        options={REASONS.map((value) => ({ value, label: t(`glass-reason.${value}`) }))}
      />
      <TextField
        name="words"
        rows={4}
        maxLength={2000}
        label={t('glass.words')}
        about={t('glass.words-about')}
        value={words}
        onChange={(value) => draft.set({ words: value })}
      />
      <div className="actions">
        <Button type="submit" look="primary" busy={breakGlass.isPending}>
          {t('glass.submit')}
        </Button>
      </div>
    </Form>
  )
}

/** As many characters as the server asks for. */
const WORDS_MIN = 10

function Opened({ signalId, opened, until }: EmergencyOpened & { signalId: string }) {
  const { t, language } = useText()
  if (!opened) {
    return (
      <Alert tone="info" title={t('glass.nothing-title')} live>
        <p>{t('glass.nothing')}</p>
      </Alert>
    )
  }
  return (
    <Alert tone="ok" title={t('glass.opened-title', { until: formatDate(until, 'time', language) })} live>
      <p>
        {t('glass.opened')}{' '}
        <Link to="/signalen/$id" params={{ id: signalId }} className="utrecht-link utrecht-link--html-a">
          {t('glass.to-signal')}
        </Link>
      </p>
    </Alert>
  )
}
