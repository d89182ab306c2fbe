import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { SignalDetail } from '#contract/signal.ts'
import { Badge, Forms } from '../../shared/components/badge.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { Heading } from '../../shared/components/heading.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead, Panel } from '../../shared/components/panel.tsx'
import { useSignal } from '../../shared/queries.ts'
import { useTitle } from '../../shared/title.ts'
import { useText } from '../../shared/text.ts'
import { useUnitName } from '../../shared/units.ts'
import { NextDuty } from './next-duty.tsx'
import { SignalNotFound } from './not-found.tsx'
import { Phases } from './phases.tsx'
import { Registration } from './registration.tsx'
import { SetAsideNotice } from './set-aside-notice.tsx'
import { StepPanel } from './step-panel.tsx'
import { Timeline } from './timeline.tsx'

/** One signal: where it stands, what must be done next, what happened, and the text that it began with. */
export function SignalScreen({ id }: { id: string }) {
  const { t } = useText()
  const query = useSignal(id)
  return (
    <>
      {query.data === undefined ? <PageHead title={t('signal.title')} /> : null}
      <Loaded query={query} notFound={<SignalNotFound />}>
        {(signal) => <SignalPage signal={signal} />}
      </Loaded>
    </>
  )
}

function SignalPage({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  const [newest, ...earlier] = signal.registrations.toSorted((a, b) => b.version - a.version)
  return (
    <>
      <SignalHead signal={signal} />
      <Phases signal={signal} />
      <div className="signal">
        <div className="signal__work">
          <NextDuty signal={signal} />
          <SetAsideNotice signal={signal} />
          <StepPanel signal={signal} />
          <Timeline signal={signal} />
        </div>
        <div className="signal__evidence">
          <Panel title={t('signal.registration')}>
            {newest ? <Registration registration={newest} /> : null}
            {earlier.map((registration) => (
              <details key={registration.id} className="details">
                <summary>{t('registration.earlier', { version: registration.version })}</summary>
                <Registration registration={registration} />
              </details>
            ))}
          </Panel>
          <SameIncident signal={signal} />
        </div>
      </div>
    </>
  )
}

function SignalHead({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  useTitle(t('signal.title'))
  const unitName = useUnitName()
  return (
    <header className="signal-head">
      <div className="signal-head__name">
        <Heading level={1}>{signal.title === '' ? signal.incident : signal.title}</Heading>
        <Badge tone={signal.state === 'closed' ? 'quiet' : 'teal'}>{t(`state.${signal.state}`)}</Badge>
      </div>
      <dl className="facts facts--row">
        <Fact name={t('signal.owner')}>
          {unitName(signal.unit)}
          {signal.assignee === null ? '' : ` · ${signal.assignee.name}`}
        </Fact>
        <Fact name={t('signal.forms')}>
          {signal.forms.length === 0 ? t('form.none') : <Forms forms={signal.forms} />}
        </Fact>
        <Fact name={t('signal.origin')}>{t(`origin.${signal.origin}`)}</Fact>
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function SameIncident({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  if (signal.sameIncident.length === 0) return null
  return (
    <Panel title={t('signal.same-incident', { count: signal.sameIncident.length })}>
      <ul className="same-incident">
        {signal.sameIncident.map((other) => (
          <li key={other.id}>
            <Link to="/signalen/$id" params={{ id: other.id }} className="utrecht-link utrecht-link--html-a">
              {other.title === '' ? other.incident : other.title}
            </Link>
            <span className="quiet">
              {' '}
              {t(`state.${other.state}`)} · <span className="mono">{other.sourceId}</span>
            </span>
            {other.duty === null ? null : <Due at={other.duty.dueAt} />}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
