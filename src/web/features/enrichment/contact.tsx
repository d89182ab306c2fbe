import { useState } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Button } from '../../shared/components/button.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { hasStep, whyNot } from '../signal/step-open.ts'
import { ContactForm } from './contact-form.tsx'

const PHASES = ['signal', 'enrichment', 'interview', 'investigation'] as const

/** Contact with the possible victim: asked for in these phases, or a reason for none. In sight throughout. */
export function Contact({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const [opened, setOpened] = useState(false)
  const [open, setOpen] = useState(false)
  const because = whyNot(signal, 'record-contact')
  return (
    <Panel
      title={t('contact.title')}
      aside={
        hasStep(signal, 'record-contact') ? (
          <Button
            look="subtle"
            expanded={open}
            because={because === null ? null : t(`refusal.${because}`)}
            onClick={() => {
              setOpened(true)
              setOpen(!open)
            }}
          >
            {t('step.record-contact')}
          </Button>
        ) : null
      }
    >
      <ContactPhases signal={signal} />
      {opened ? (
        <div className="contact__form" hidden={!open}>
          <ContactForm
            signal={signal}
            because={because}
            onClose={() => {
              setOpen(false)
              setOpened(false)
            }}
          />
        </div>
      ) : null}
    </Panel>
  )
}

/** For each phase in which contact is asked: what there is. */
export function ContactPhases({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const { contactPhases } = signal.choices
  const shown = PHASES.filter((phase) => contactPhases.includes(phase) || phase in signal.contacts)
  return (
    <ul className="contact">
      {shown.map((phase) => {
        const result = signal.contacts[phase]
        const now = phase === signal.phase && signal.duty !== null
        const missing = result === undefined && now
        return (
          <li key={phase} className={`contact__phase ${missing ? 'contact__phase--open' : ''}`}>
            <span className="contact__name">{t(`phase.${phase}`)}</span>
            <span>
              {result === undefined
                ? t(now ? 'contact.asked-now' : 'contact.not-yet')
                : t(`contact-result.${result}`)}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
