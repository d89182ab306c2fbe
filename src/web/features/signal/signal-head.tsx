import type { ReactNode } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { useTitle } from '../../shared/title.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'

/** What it is and where it stands: its name, its state, what is special about it now, and whose it is. */
export function SignalHead({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  useTitle(t('signal.title'))
  const unitName = useUnitName()
  const ended = signal.duty === null
  return (
    <header className="signal-head">
      <div className="signal-head__name">
        <Heading level={1}>{signal.title === '' ? signal.incident : signal.title}</Heading>
        <Badge tone={ended ? 'quiet' : 'teal'}>{t(`state.${signal.state}`)}</Badge>
        <Chips signal={signal} />
      </div>
      <dl className="facts facts--row">
        <Fact name={t('signal.owner')}>
          {unitName(signal.unit)}
          {signal.assignee === null ? '' : ` · ${signal.assignee.name}`}
        </Fact>
        <Fact name={t('signal.forms')}>
          {signal.forms.length === 0 ? t('form.none') : <Forms forms={signal.forms} />}
        </Fact>
        <Fact name={t('signal.origin')}>
          {t(`origin.${signal.origin}`)}
          {signal.channel === null ? '' : ` · ${signal.channel}`}
        </Fact>
        <Fact name={t('signal.received')}>
          <Moment at={signal.receivedAt} />
        </Fact>
        <Fact name={t('signal.way-of-working')}>
          <span className="mono">{signal.wayOfWorking}</span>
        </Fact>
        <Fact name={t('signal.version')}>
          <span className="mono">{signal.version}</span>
        </Fact>
      </dl>
    </header>
  )
}

/** Urgent, waiting, on its way to another: said in a word, beside the state. */
function Chips({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { urgency, held, handover, unitOffer, choices } = signal
  const reason = choices.holdReasons.find(({ id }) => id === held?.reason)
  const urgent = choices.urgencies.filter(({ id }) => urgency.includes(id)).map((one) => label(one.label))
  return (
    <span className="badges">
      {urgent.length === 0 ? null : (
        <Badge tone="amber">{t('chip.urgent', { why: urgent.join('; ').toLowerCase() })}</Badge>
      )}
      {held === null ? null : <Badge tone="plain">{reason ? label(reason.label) : held.reason}</Badge>}
      {signal.state === 'handing-over' && handover !== null ? (
        <Badge tone="plain">{t('chip.handing-over', { partner: label(handover.partner) })}</Badge>
      ) : null}
      {unitOffer === null ? null : <Badge tone="plain">{t('chip.unit-offer')}</Badge>}
    </span>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
