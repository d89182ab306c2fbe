import type { SignalDetail } from '#contract/signal.ts'
import { Panel } from '../../shared/components/panel.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { useText } from '../../shared/text.ts'
import { PlainStepForm } from '../signal/ground.tsx'
import { StepList } from '../signal/step-list.tsx'
import { hasStep, whyNot } from '../signal/step-open.ts'
import { Demands } from './demands.tsx'
import { Given } from './given.tsx'
import { WhatThereIs } from './what-there-is.tsx'

const ANSWERS = ['confirm-stop', 'reject-stop'] as const

/** What a colleague proposes not to follow up (any further), for a second person: the same sheet, with their ground. */
export function SecondSession({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  if (signal.state !== 'stop-proposed' || signal.proposal === null) return null
  const { by, outcome } = signal.proposal
  const rule = signal.choices.outcomes.find(({ id }) => id === outcome)
  const proposed = signal.timeline.findLast(({ type }) => type === 'stop-proposed')
  const ground = proposed?.content?.ground ?? ''
  const { reviewOn } = proposed?.data ?? {}
  return (
    <Panel
      title={t('second-session.title')}
      className="sheet-panel"
      aside={<span className="quiet">{t('weighing.version', { version: signal.version })}</span>}
    >
      <div className="sheet">
        <div className="sheet__facts">
          <WhatThereIs signal={signal} />
        </div>
        <div className="sheet__form">
          <section className="proposed" aria-label={t('second-session.proposal')}>
            <p className="quiet">
              {t('proposal.stop', { name: by.name })}
              {proposed ? (
                <>
                  {' · '}
                  <Moment at={proposed.at} />
                </>
              ) : null}
            </p>
            <p className="proposed__outcome">{rule ? label(rule.label) : outcome}</p>
            {typeof reviewOn === 'string' ? (
              <p>
                {t('fact.review-on')}: <Moment at={reviewOn} style="day" />
              </p>
            ) : null}
            {ground === '' ? null : <blockquote className="ground">{ground}</blockquote>}
            <Demands rule={rule} signal={signal} />
          </section>
          {proposed ? <Given entry={proposed} signal={signal} /> : null}
          <p className="form__lead">{t('second-session.about')}</p>
          <StepList
            entries={ANSWERS.filter((type) => hasStep(signal, type))}
            name={(type) => t(`step.${type}`)}
            whyNot={(type) => whyNot(signal, type)}
            form={(type, because, onClose) => (
              <PlainStepForm type={type} signal={signal} because={because} onClose={onClose} />
            )}
          />
        </div>
      </div>
    </Panel>
  )
}
