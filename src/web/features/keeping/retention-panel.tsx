import { useState } from 'react'
import type { RetentionMove, SignalRetention } from '#contract/signal-retention.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { FailureNotice } from '../../shared/components/failure.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { MoveForm } from './move-form.tsx'
import { NeededForm } from './needed-form.tsx'
import { useMoveDecision, useSignalRetention } from './queries.ts'

/** How long what a signal is about may be used, and going on under another article. */
export function RetentionPanel({ signalId }: { signalId: string }) {
  const { t } = useText()
  const query = useSignalRetention(signalId)
  return (
    <Panel title={t('retained.title')}>
      <Loaded query={query} notFound={<p>{t('retained.gone')}</p>}>
        {(retention) => (
          <>
            <Term retention={retention} />
            {retention.moves.length === 0 ? null : (
              <ul className="keep__decisions">
                {retention.moves.map((move) => (
                  <MoveItem key={move.id} signalId={signalId} move={move} />
                ))}
              </ul>
            )}
            <GoOn signalId={signalId} articles={retention.mayMoveTo} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function Term({ retention: { article, removeOn, isHeld } }: { retention: SignalRetention }) {
  const { t, label } = useText()
  if (article === null) return <p>{`${t('retained.gone')} ${t('retained.stays')}`}</p>
  return (
    <p>
      {t('retained.article', { article: label(article) })}{' '}
      {removeOn === null ? (
        t('retained.needed')
      ) : (
        <>
          {t('retained.until')} <Moment at={removeOn} style="day" />.
        </>
      )}{' '}
      {isHeld ? `${t('retained.held')} ` : ''}
      <span className="quiet">{t('retained.stays')}</span>
    </p>
  )
}

const TONES = { waiting: 'amber', 'in-force': 'teal', ended: 'quiet' } as const

function MoveItem({ signalId, move }: { signalId: string; move: RetentionMove }) {
  const { t } = useText()
  const { article, reference, decidedBy, decidedAt, consentedBy, neededOn, endedOn, state } = move
  const by =
    decidedBy === null
      ? t('retained.by-start')
      : [
          t('retained.by', { name: decidedBy.name }),
          ...(consentedBy === null ? [] : [t('retained.consented', { name: consentedBy.name })]),
          t('retained.number', { reference }),
        ].join(' · ')
  return (
    <li>
      <span className="line-main">
        {t(`retained.article-${article}`)} <Badge tone={TONES[state]}>{t(`retained.state-${state}`)}</Badge>
      </span>
      <span className="line-less">
        {by} · <Moment at={decidedAt} />
      </span>
      {article === 'wpg-10' && state === 'in-force' ? (
        <span className="line-less">
          {t('retained.needed-on')} <Moment at={neededOn} style="day" />
        </span>
      ) : null}
      {endedOn === null ? null : (
        <span className="line-less">
          {t('retained.ended-on')} <Moment at={endedOn} style="day" />
        </span>
      )}
      <MoveActions signalId={signalId} move={move} />
    </li>
  )
}

function MoveActions({ signalId, move: { id, may, neededOn } }: { signalId: string; move: RetentionMove }) {
  const { t } = useText()
  const [asks, setAsks] = useState(false)
  const decide = useMoveDecision(signalId, id)
  if (may.length === 0) return null
  if (asks) {
    return <NeededForm since={neededOn} decide={decide} onClose={() => setAsks(false)} />
  }
  return (
    <>
      {decide.error ? <FailureNotice failure={decide.error} /> : null}
      <div className="actions">
        {may.includes('consent') ? (
          <Button busy={decide.isPending} onClick={() => decide.mutate({ decision: 'consent' })}>
            {t('retained.consent')}
          </Button>
        ) : null}
        {may.includes('needed') ? <Button onClick={() => setAsks(true)}>{t('retained.show')}</Button> : null}
        {may.includes('end') ? (
          <Button look="subtle" busy={decide.isPending} onClick={() => decide.mutate({ decision: 'end' })}>
            {t('retained.end')}
          </Button>
        ) : null}
      </div>
    </>
  )
}

function GoOn({ signalId, articles }: { signalId: string; articles: SignalRetention['mayMoveTo'] }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  if (articles.length === 0) return null
  return (
    <>
      <div className="actions">
        <Button expanded={open} onClick={() => setOpen(!open)}>
          {t('retained.move')}
        </Button>
      </div>
      {open ? <MoveForm signalId={signalId} articles={articles} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
