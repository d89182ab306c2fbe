import { useId, useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { useText } from '../../shared/text.ts'
import type { Refusal } from '../signal/step-form.tsx'
import { Fact } from './fact.tsx'
import { GuidelineFacts } from './guideline.tsx'
import { whyMandatory } from './mandatory.ts'
import { RecordActForm } from './record-act.tsx'
import type { RecordedAct } from './recorded.ts'

interface ActItemProps {
  readonly act: SignalDetail['choices']['acts'][number]
  readonly recorded: RecordedAct | undefined
  readonly signal: SignalDetail
  /** Why this person cannot record acts here; null: they can. */
  readonly because: Refusal | null
}

/** One act of the checklist: where it stands, what it brought, how it is done, and the form to record it. */
export function ActItem({ act, recorded, signal, because }: ActItemProps) {
  const text = useText()
  const { t, label } = text
  const details = useId()
  const [shown, setShown] = useState(false)
  const [opened, setOpened] = useState(false)
  const [open, setOpen] = useState(false)
  const why = whyMandatory(act, signal, text)
  const name = label(act.label)
  const again = act.result !== null
  return (
    <li className={`act act--${act.result ?? 'open'}`}>
      <div className="act__line">
        <span className="act__sign" aria-hidden="true" />
        <div className="act__words">
          <button
            type="button"
            className="act__name"
            aria-expanded={shown}
            aria-controls={details}
            onClick={() => setShown(!shown)}
          >
            {name}
          </button>
          <p className="act__evidence">
            {why === null || why === t('acts.always') ? label(act.evidence) : t('acts.because', { why })}
          </p>
          {act.refused === null ? null : <p className="reason">{t(`refusal.${act.refused}`)}</p>}
        </div>
        <span className="act__state">
          {act.awaitsCrossing ? <Badge tone="quiet">{t('acts.awaits-crossing')}</Badge> : null}
          {act.result === null ? null : (
            <Badge tone={act.result === 'done' ? 'teal' : 'plain'}>{t(`result.${act.result}`)}</Badge>
          )}
        </span>
        {because === null || opened ? (
          <Button
            look="subtle"
            expanded={open}
            label={t(again ? 'acts.again-one' : 'acts.record-one', { act: name })}
            onClick={() => {
              setOpened(true)
              setOpen(!open)
            }}
          >
            {t(again ? 'acts.again' : 'acts.record')}
          </Button>
        ) : null}
      </div>
      {recorded ? <Fact act={act} recorded={recorded} /> : null}
      <div id={details} className="act__details" hidden={!shown}>
        <GuidelineFacts act={act} why={why} />
      </div>
      {opened ? (
        <div className="act__form" hidden={!open}>
          <RecordActForm act={act} signal={signal} because={because} onClose={() => setOpen(false)} />
        </div>
      ) : null}
    </li>
  )
}
