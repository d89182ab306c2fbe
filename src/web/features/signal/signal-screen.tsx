import { Link } from '@tanstack/react-router'
import type { SignalDetail } from '#contract/signal.ts'
import { Due } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead, Panel } from '../../shared/components/panel.tsx'
import { useSignal } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { EmergencyNotice } from '../access/emergency-notice.tsx'
import { ReadersPanel } from '../access/readers.tsx'
import { Checklist } from '../enrichment/checklist.tsx'
import { Contact } from '../enrichment/contact.tsx'
import { HandoverPanel } from '../handover/handover-panel.tsx'
import { AccessPanel } from '../keeping/access-panel.tsx'
import { RetentionPanel } from '../keeping/retention-panel.tsx'
import { SecondSession } from '../weighing/second-session.tsx'
import { WeighingSheet } from '../weighing/weighing.tsx'
import { NextDuty } from './next-duty.tsx'
import { SignalNotFound } from './not-found.tsx'
import { AllStates, Phases } from './phases.tsx'
import { Registration } from './registration.tsx'
import { SetAsideNotice } from './set-aside-notice.tsx'
import { SignalHead } from './signal-head.tsx'
import { StepPanel } from './step-panel.tsx'
import { Timeline } from './timeline.tsx'
import { Waits } from './waits.tsx'

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
      <EmergencyNotice until={signal.emergencyUntil} />
      <Phases signal={signal} />
      <AllStates signal={signal} />
      <NextDuty signal={signal} />
      <WeighingSheet signal={signal} />
      <SecondSession signal={signal} />
      <div className="signal">
        <div className="signal__work">
          <Waits signal={signal} />
          <HandoverPanel signal={signal} />
          <SetAsideNotice signal={signal} />
          <StepPanel signal={signal} />
          <Contact signal={signal} />
          <Checklist signal={signal} />
          <Timeline signal={signal} />
          {signal.emergencyUntil === null ? (
            <>
              <AccessPanel signalId={signal.id} />
              <RetentionPanel signalId={signal.id} />
            </>
          ) : null}
          <ReadersPanel signalId={signal.id} />
        </div>
        <div className="signal__evidence">
          {newest ? (
            <Panel title={t('signal.registration')}>
              <Registration registration={newest} />
              {earlier.map((registration) => (
                <details key={registration.id} className="details">
                  <summary>{t('registration.earlier', { version: registration.version })}</summary>
                  <Registration registration={registration} />
                </details>
              ))}
            </Panel>
          ) : null}
          <SameIncident signal={signal} />
        </div>
      </div>
    </>
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
