import { useState } from 'react'
import type { QuarantineLine } from '#contract/intake.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { GroundForm } from '../../shared/components/ground-form.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useDraft } from '../../shared/draft.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { useDiscard, useRepair } from './queries.ts'

/** One line as the bytes that it was, and the two ways to deal with it. */
export function QuarantineLineDetail({ line }: { line: QuarantineLine }) {
  const { t, language } = useText()
  const unitName = useUnitName()
  const [way, setWay] = useState<'repair' | 'discard' | null>(null)
  return (
    <>
      <header className="proposal-head">
        <div className="proposal-head__name">
          <Heading level={2}>{t(`reject.${line.reason}`)}</Heading>
          <p className="proposal-head__facts">
            <span className="mono">{line.source}</span>
            <span>{t('quarantine.line', { number: formatNumber(line.lineNumber, language) })}</span>
            <span>{unitName(line.unit)}</span>
            <Due at={line.dueAt} />
          </p>
        </div>
        <div className="proposal-head__steps">
          <Button look="primary" expanded={way === 'repair'} onClick={() => setWay('repair')}>
            {t('quarantine.repair')}
          </Button>
          <Button expanded={way === 'discard'} onClick={() => setWay('discard')}>
            {t('quarantine.discard')}
          </Button>
        </div>
      </header>
      <p className="raw__help">{t(`reject-help.${line.reason}`)}</p>
      {way === 'repair' ? <RepairForm line={line} onClose={() => setWay(null)} /> : null}
      {way === 'discard' ? <DiscardForm line={line} onClose={() => setWay(null)} /> : null}
      <section className="raw" aria-label={t('quarantine.as-came')}>
        <p className="raw__about">
          {t('quarantine.as-came')} · {t('quarantine.bytes', { count: line.bytes })} ·{' '}
          <Moment at={line.receivedAt} />
        </p>
        {line.exact ? null : (
          <Alert tone="info">
            <p>{t('quarantine.not-exact')}</p>
          </Alert>
        )}
        <pre className="raw__text" tabIndex={0} aria-label={t('quarantine.as-came')}>
          {line.shown}
        </pre>
      </section>
    </>
  )
}

interface LineFormProps {
  readonly line: QuarantineLine
  readonly onClose: () => void
}

function RepairForm({ line, onClose }: LineFormProps) {
  const { t } = useText()
  const draft = useDraft({ text: line.shown, ground: '' })
  const [faults, setFaults] = useState(NO_FAULTS)
  const repair = useRepair(line.id)
  const { text, ground } = draft.values
  const submit = () => {
    const found = new Map<string, string>()
    if (text.trim() === '') found.set('text', t('quarantine.text-missing'))
    if (ground.trim().length < 3) found.set('ground', t('ground.missing'))
    setFaults(found)
    if (found.size === 0) repair.mutate({ text, ground }, { onSuccess: draft.clear })
  }
  return (
    <div className="form-card">
      <Form
        label={t('quarantine.repair')}
        fields={{ text: t('quarantine.text'), ground: t('ground.label') }}
        faults={faults}
        failure={repair.error}
        onSubmit={submit}
      >
        <TextField
          mono
          name="text"
          rows={8}
          label={t('quarantine.text')}
          about={t('quarantine.text-about')}
          value={text}
          onChange={(value) => draft.set({ text: value })}
        />
        <TextField
          name="ground"
          rows={2}
          label={t('ground.label')}
          about={t('quarantine.repair-ground')}
          value={ground}
          onChange={(value) => draft.set({ ground: value })}
        />
        <div className="actions">
          <Button type="submit" look="primary" busy={repair.isPending}>
            {t('quarantine.repair-submit')}
          </Button>
          <Button look="subtle" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </div>
      </Form>
    </div>
  )
}

function DiscardForm({ line, onClose }: LineFormProps) {
  const { t } = useText()
  const discard = useDiscard(line.id)
  return (
    <div className="form-card">
      <GroundForm
        label={t('quarantine.discard')}
        about={t('quarantine.discard-ground')}
        failure={discard.error}
        busy={discard.isPending}
        onSubmit={(ground, saved) => discard.mutate({ ground }, { onSuccess: saved })}
        onCancel={onClose}
      />
    </div>
  )
}
