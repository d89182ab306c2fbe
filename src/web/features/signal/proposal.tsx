import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Forms } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Due } from '../../shared/components/due.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Key } from '../../shared/components/key.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { useKeys } from '../../shared/keys.ts'
import { useSignal, type StepType } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { PlainStepForm, type PlainStep } from './ground.tsx'
import { SignalNotFound } from './not-found.tsx'
import { Registration } from './registration.tsx'
import { SetAsideForm } from './set-aside.tsx'
import { SetAsideNotice } from './set-aside-notice.tsx'

/** One proposal: the answer that is asked for on top, below it the text and the reasons. */
export function Proposal({ id, onAnswered }: { id: string; onAnswered: () => void }) {
  const query = useSignal(id)
  return (
    <Loaded query={query} notFound={<SignalNotFound />}>
      {(signal) => <Answer signal={signal} onAnswered={onAnswered} />}
    </Loaded>
  )
}

const KEY_OF: Partial<Record<StepType, string>> = {
  confirm: 'c',
  'propose-set-aside': 's',
  'confirm-set-aside': 'c',
  'reject-set-aside': 'r',
}

function Answer({ signal, onAnswered }: { signal: SignalDetail; onAnswered: () => void }) {
  const { t } = useText()
  const unitName = useUnitName()
  const [open, setOpen] = useState<StepType | null>(null)
  const steps = signal.steps.filter(({ type }) => type in KEY_OF)
  const show = (type: StepType) => () => {
    const step = steps.find((one) => one.type === type)
    if (step?.allowed === true) setOpen(type)
  }
  const bound = steps.map(({ type }) => [KEY_OF[type] ?? '', show(type)] as const)
  useKeys(Object.fromEntries(bound))
  return (
    <>
      <header className="proposal-head">
        <div className="proposal-head__name">
          <Heading level={2}>{signal.title === '' ? signal.incident : signal.title}</Heading>
          <p className="proposal-head__facts">
            <Forms forms={signal.forms} />
            <span>{unitName(signal.unit)}</span>
            {signal.duty === null ? null : <Due at={signal.duty.dueAt} />}
            <Link to="/signalen/$id" params={{ id: signal.id }} className="utrecht-link utrecht-link--html-a">
              {t('proposals.whole')}
            </Link>
          </p>
        </div>
        {steps.length > 0 ? (
          <div className="proposal-head__steps">
            {steps.map(({ type, because }, at) => (
              <Button
                key={type}
                look={at === 0 ? 'primary' : 'secondary'}
                because={because === null ? null : t(`refusal.${because}`)}
                expanded={open === type}
                onClick={() => setOpen(open === type ? null : type)}
              >
                {t(`step.${type}`)} <Key>{KEY_OF[type]}</Key>
              </Button>
            ))}
          </div>
        ) : null}
      </header>
      <SetAsideNotice signal={signal} />
      {steps.length === 0 ? (
        <Alert tone="info">
          <p>{t('proposals.answered', { state: t(`state.${signal.state}`) })}</p>
        </Alert>
      ) : null}
      <OpenForm signal={signal} open={open} setOpen={setOpen} onAnswered={onAnswered} />
      {signal.registrations.map((registration) => (
        <Registration key={registration.id} registration={registration} />
      ))}
    </>
  )
}

interface OpenFormProps {
  readonly signal: SignalDetail
  readonly open: StepType | null
  readonly setOpen: (open: StepType | null) => void
  readonly onAnswered: () => void
}

function OpenForm({ signal, open, setOpen, onAnswered }: OpenFormProps) {
  if (open === null) return null
  const step = signal.steps.find(({ type }) => type === open)
  // The step may be gone after a reload, when a colleague was first: the words stay to be copied.
  const because = step === undefined ? 'not-in-this-state' : step.because
  const shared = { signal, because, onClose: () => setOpen(null), onAnswered }
  return (
    <div className="form-card" ref={focusFirst}>
      {open === 'propose-set-aside' ? (
        <SetAsideForm {...shared} />
      ) : (
        <PlainStepForm key={open} type={open as PlainStep} {...shared} />
      )}
    </div>
  )
}

/** A form that opens under the keys starts at its first field. */
function focusFirst(card: HTMLElement | null) {
  card?.querySelector<HTMLElement>('textarea, input')?.focus()
}
