import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { QuarantineLine } from '#contract/intake.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Due } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useKeys } from '../../shared/keys.ts'
import { useText } from '../../shared/text.ts'
import { QuarantineLineDetail } from './quarantine-line.tsx'
import { useQuarantine } from './queries.ts'

/** Lines that could not be read: kept as they came, until somebody repairs or discards them. */
export function QuarantineScreen({ importId }: { importId: string | undefined }) {
  const { t } = useText()
  const query = useQuarantine(importId)
  const lines = query.data?.lines ?? []
  const open = lines.filter(({ state }) => state === 'open')
  // Open lines come first: when all that came are open, there may be more than came.
  const count = open.length < lines.length ? open.length : (query.data?.total ?? 0)
  return (
    <>
      <PageHead title={t('quarantine.title')} lead={t('quarantine.lead', { count })}>
        {importId === undefined ? null : (
          <Link to="/quarantaine" search={{}} className="utrecht-link utrecht-link--html-a">
            {t('quarantine.all')}
          </Link>
        )}
      </PageHead>
      <Loaded query={query}>
        {() => (
          <>
            {open.length === 0 ? (
              <Empty title={t('quarantine.empty-title')}>{t('quarantine.empty')}</Empty>
            ) : (
              <Split lines={open} />
            )}
            <Answered lines={lines.filter(({ state }) => state !== 'open')} />
          </>
        )}
      </Loaded>
    </>
  )
}

/** What was dealt with, for who looks back. */
function Answered({ lines }: { lines: readonly QuarantineLine[] }) {
  const { t, language } = useText()
  if (lines.length === 0) return null
  return (
    <details className="details answered">
      <summary>{t('quarantine.answered', { count: lines.length })}</summary>
      <ul className="plain-list">
        {lines.map((line) => (
          <li key={line.id}>
            <Badge>{t(`line-state.${line.state}`)}</Badge> {t(`reject.${line.reason}`)}{' '}
            <span className="quiet">
              <span className="mono">{line.source}</span>,{' '}
              {t('quarantine.line', { number: formatNumber(line.lineNumber, language) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Split({ lines }: { lines: readonly QuarantineLine[] }) {
  const { t, language } = useText()
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = lines.find(({ id }) => id === chosen) ?? lines[0]
  const go = (by: number) => {
    const next = lines[lines.findIndex((line) => line === shown) + by]
    if (!next) return
    setChosen(next.id)
    document.getElementById(`line-${next.id}`)?.focus()
  }
  useKeys({ j: () => go(1), k: () => go(-1) })
  return (
    <div className={`split ${chosen === null ? 'split--list-first' : ''}`}>
      <nav className="split__list" aria-label={t('quarantine.list')}>
        <ul className="proposals">
          {lines.map((line) => (
            <li key={line.id}>
              <button
                type="button"
                id={`line-${line.id}`}
                className={`proposal-item ${line === shown ? 'proposal-item--current' : ''}`}
                aria-current={line === shown ? 'true' : undefined}
                onClick={() => setChosen(line.id)}
              >
                <span className="proposal-item__title">{t(`reject.${line.reason}`)}</span>
                <span className="proposal-item__facts">
                  <span className="mono">{line.source}</span>
                  <span>{t('quarantine.line', { number: formatNumber(line.lineNumber, language) })}</span>
                </span>
                <Due at={line.dueAt} />
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <div className="split__detail">
        <Button look="subtle" className="split__back" onClick={() => setChosen(null)}>
          {t('quarantine.back')}
        </Button>
        {shown ? <QuarantineLineDetail key={shown.id} line={shown} /> : null}
      </div>
    </div>
  )
}
