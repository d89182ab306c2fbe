import type { HandoverView } from '#contract/handover.ts'
import type { SignalDetail } from '#contract/signal.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Due, Moment } from '../../shared/components/due.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { courseOf, waitsFor, type CourseEvent, type Waiting } from './course.ts'
import { PackView } from './pack-view.tsx'

/** A handover of this signal: how far it is, what was sent, and what went to and fro. */
export function HandoverPanel({ signal }: { signal: SignalDetail }) {
  const { t, label } = useText()
  const { handover } = signal
  if (handover === null) return null
  const partner = label(handover.partner)
  return (
    <Panel
      title={t(handover.moves ? `handover.title-${handover.direction}` : 'handover.title-shared', {
        partner,
      })}
      aside={<Badge tone="teal">{t(`handover-stage.${handover.stage}`)}</Badge>}
    >
      <Course signal={signal} handover={handover} />
      <Sent signal={signal} handover={handover} />
      <Messages handover={handover} />
    </Panel>
  )
}

const DUE: readonly Waiting[] = ['receipt', 'answer', 'shared', 'our-answer']

interface PartProps {
  readonly signal: SignalDetail
  readonly handover: HandoverView
}

function Course({ signal, handover }: PartProps) {
  const { t, label } = useText()
  const waiting = waitsFor(handover)
  const dueNow = DUE.some((one) => one === waiting)
  return (
    <ol className="course">
      {courseOf(handover, signal.timeline).map((event) => (
        <li key={`${event.what} ${event.at}`} className="course__done">
          <CourseLine event={event} signal={signal} />
        </li>
      ))}
      {waiting === null ? null : (
        <li className="course__waits">
          {t(`handover-waits.${waiting}`, { partner: label(handover.partner) })}
          {dueNow ? (
            <>
              {' '}
              <Due at={handover.answerBy} />
            </>
          ) : null}
        </li>
      )}
    </ol>
  )
}

function CourseLine({ event, signal }: { event: CourseEvent; signal: SignalDetail }) {
  const { t } = useText()
  const codeName = useCodeName(signal)
  return (
    <>
      <span className="course__what">{t(`handover-event.${event.what}`)}</span>
      <span className="quiet">
        <Moment at={event.at} style="short" />
      </span>
      {event.code === null ? null : <span className="course__words">{codeName(event.code)}</span>}
      {event.says === '' ? null : <span className="course__words">{event.says}</span>}
      {event.reference === '' ? null : (
        <span className="course__words quiet">{t('handover.reference', { reference: event.reference })}</span>
      )}
    </>
  )
}

/** A reason or an outcome in words; of another organisation perhaps one that we have no words for. */
function useCodeName({ choices }: SignalDetail): (code: string) => string {
  const { label, word } = useText()
  return (code) => {
    const known = [...choices.handoverRefusals, ...choices.outcomes].find(({ id }) => id === code)
    return known ? label(known.label) : word('handover-code', code)
  }
}

function Sent({ signal, handover }: PartProps) {
  const { t } = useText()
  const { pack, via, direction } = handover
  return (
    <>
      {via === 'document' && pack !== null ? (
        <p className="actions">
          <a
            className="utrecht-button utrecht-button--secondary-action"
            href={`/v1/signals/${signal.id}/overdrachtsdocument`}
            target="_blank"
            rel="noreferrer"
          >
            {t('handover.document')}
          </a>
          <span className="reason">{t('handover.document-about')}</span>
        </p>
      ) : null}
      {pack === null ? (
        <p className="quiet">{t('handover.pack-gone')}</p>
      ) : direction === 'in' ? (
        <PackView pack={pack} />
      ) : (
        <details className="details">
          <summary>{t('handover.pack-sent')}</summary>
          <PackView pack={pack} />
        </details>
      )}
    </>
  )
}

/** Each message with when it left and when the other side had it. */
function Messages({ handover }: { handover: HandoverView }) {
  const { t } = useText()
  if (handover.messages.length === 0) return null
  return (
    <details className="details">
      <summary>{t('handover.messages', { count: handover.messages.length })}</summary>
      <ul className="messages">
        {handover.messages.map(({ kind, from, sentAt, handledAt }) => (
          <li key={`${kind} ${from} ${sentAt}`}>
            <b>{t(`handover-message.${kind}`)}</b> · {t(`organisation.${from}`)} ·{' '}
            <Moment at={sentAt} style="short" />
            <span className="quiet">
              {' '}
              {handledAt === null ? (
                t('handover.not-arrived')
              ) : (
                <>
                  {t('handover.arrived')} <Moment at={handledAt} style="short" />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
