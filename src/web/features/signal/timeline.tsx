import type { SignalDetail, TimelineEntry } from '#contract/signal.ts'
import { Moment } from '../../shared/components/due.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useTimelineFacts } from './timeline-facts.ts'

/** What happened, newest first: who, when, what and why. The hash of each event stands behind it. */
export function Timeline({ signal }: { signal: SignalDetail }) {
  const { t } = useText()
  return (
    <Panel title={t('timeline.title')} aside={<span className="quiet">{t('timeline.order')}</span>}>
      <ol className="timeline" reversed>
        {signal.timeline.toReversed().map((entry) => (
          <Entry key={entry.seq} entry={entry} signal={signal} />
        ))}
      </ol>
    </Panel>
  )
}

function Entry({ entry, signal }: { entry: TimelineEntry; signal: SignalDetail }) {
  const { t, word } = useText()
  const { shown, folded } = useTimelineFacts(signal)(entry)
  const ground = entry.content?.ground
  return (
    <li className="timeline__entry">
      <p className="timeline__what">
        {word('event', 'sample' in entry.data ? 'signal-sampled' : entry.type)}
      </p>
      <p className="timeline__who">
        {entry.by.name} · <Moment at={entry.at} />
      </p>
      <Facts facts={shown} />
      {ground === undefined || ground === '' ? null : <blockquote className="ground">{ground}</blockquote>}
      <details className="timeline__proof">
        <summary>
          {t(folded.length === 0 ? 'timeline.proof' : 'timeline.more', { number: entry.seq })}
        </summary>
        <Facts facts={folded} />
        <dl className="facts">
          <dt>{t('timeline.moment')}</dt>
          <dd>
            <Moment at={entry.at} style="full" />
          </dd>
          <dt>{t('timeline.hash')}</dt>
          <dd>
            <span className="mono" title={entry.hash}>
              {entry.hash.slice(0, 16)}…
            </span>
          </dd>
        </dl>
      </details>
    </li>
  )
}

function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  if (facts.length === 0) return null
  return (
    <dl className="timeline__facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
