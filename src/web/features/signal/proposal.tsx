import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
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
import { ConfirmForm } from './confirm.tsx'
import { PlainStepForm } from './ground.tsx'
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

const KEY_OF = {
  confirm: 'c',
  'propose-set-aside': 's',
  'confirm-set-aside': 'c',
  'reject-set-aside': 'r',
} as const satisfies Partial<Record<StepType, string>>

/** A step that answers a proposal. */
type AnswerStep = keyof typeof KEY_OF

function isAnswer<S extends { readonly type: StepType }>(step: S): step is S & { readonly type: AnswerStep } {
  return step.type in KEY_OF
}

function Answer({ signal, onAnswered }: { signal: SignalDetail; onAnswered: () => void }) {
  const { t } = useText()
  const unitName = useUnitName()
  const [open, setOpen] = useState<AnswerStep | null>(null)
  // What was opened stays mounted: looking at the other answer does not lose what was typed in this one.
  const [opened, setOpened] = useState<readonly AnswerStep[]>([])
  const steps = signal.steps.filter(isAnswer)
  const show = (type: AnswerStep) => () => {
    if (steps.find((one) => one.type === type)?.allowed !== true) return
    setOpen(type)
    setOpened([...new Set([...opened, type])])
  }
  const close = (type: AnswerStep) => () => {
    setOpen(null)
    setOpened(opened.filter((one) => one !== type))
  }
  const bound = steps.map(({ type }) => [KEY_OF[type], show(type)] as const)
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
                onClick={open === type ? () => setOpen(null) : show(type)}
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
      {opened.map((type) => (
        <AnswerForm
          key={type}
          signal={signal}
          type={type}
          hidden={open !== type}
          onClose={close(type)}
          onAnswered={onAnswered}
        />
      ))}
      {signal.registrations.map((registration) => (
        <Registration key={registration.id} registration={registration} />
      ))}
    </>
  )
}

interface AnswerFormProps {
  readonly signal: SignalDetail
  readonly type: AnswerStep
  readonly hidden: boolean
  readonly onClose: () => void
  readonly onAnswered: () => void
}

function AnswerForm({ signal, type, hidden, onClose, onAnswered }: AnswerFormProps) {
  const step = signal.steps.find((one) => one.type === type)
  // The step may be gone after a reload, when a colleague was first: the words stay to be copied.
  const because = step === undefined ? 'not-in-this-state' : step.because
  const card = useRef<HTMLDivElement>(null)
  // A form that opens under the keys starts at its first field.
  useEffect(() => {
    if (!hidden) card.current?.querySelector<HTMLElement>('textarea, input')?.focus()
  }, [hidden])
  const shared = { signal, because, onClose, onAnswered }
  return (
    <div className="form-card" hidden={hidden} ref={card}>
      {type === 'propose-set-aside' ? (
        <SetAsideForm {...shared} />
      ) : type === 'confirm' ? (
        <ConfirmForm {...shared} />
      ) : (
        <PlainStepForm type={type} {...shared} />
      )}
    </div>
  )
}
