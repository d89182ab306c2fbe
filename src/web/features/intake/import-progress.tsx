import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { ImportView } from '#contract/intake.ts'
import { Alert } from '../../shared/components/alert.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Progress } from '../../shared/components/progress.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { refreshAll } from '../../shared/queries.ts'
import { useText } from '../../shared/text.ts'
import { isUnderWay, useImport, waitsForScan } from './queries.ts'

interface ImportProgressProps {
  readonly id: string
  /** Length of the file as the browser knows it; 0 when it does not. */
  readonly bytes: number
}

/** How far an import is, and then its balance as the equation that it is. */
export function ImportProgress({ id, bytes }: ImportProgressProps) {
  const { t } = useText()
  const query = useImport(id)
  const client = useQueryClient()
  const settled = query.data !== undefined && !isUnderWay(query.data) && !waitsForScan(query.data)
  // What it brought is new to every list: the imports below, the proposals, the worklist, the counts in the bar.
  useEffect(() => {
    if (settled) void refreshAll(client)
  }, [settled, client])
  return (
    <Panel title={query.data?.source ?? t('import.title')}>
      <Loaded query={query}>
        {(view) => <Standing view={view} bytes={bytes} at={query.dataUpdatedAt} />}
      </Loaded>
    </Panel>
  )
}

function Standing({ view, bytes, at }: { view: ImportView; bytes: number; at: number }) {
  const { t, word, language } = useText()
  const total = view.bytesTotal ?? bytes
  const share = total > 0 ? Math.min(1, view.bytesRead / total) : null
  const n = (value: number) => formatNumber(value, language)
  return (
    <div className="standing" aria-live="polite">
      {isUnderWay(view) ? <Going view={view} share={share} at={at} /> : null}
      {view.state === 'failed' || view.state === 'interrupted' ? (
        <Alert tone="error" title={t(`import-state.${view.state}`)}>
          <p>{view.fault === null ? t('import.failed') : word('import-fault', view.fault)}</p>
          <p>{t('import.again')}</p>
        </Alert>
      ) : null}
      <Balance view={view} />
      {view.state === 'finished' ? (
        <p className="standing__scan">
          {waitsForScan(view)
            ? t('import.scanning', { scanned: n(view.scanned), accepted: n(view.accepted) })
            : t('import.scanned', { count: view.proposed, scanned: n(view.scanned) })}{' '}
          {view.proposed > 0 ? (
            <Link to="/voorstellen" className="utrecht-link utrecht-link--html-a">
              {t('import.to-proposals')}
            </Link>
          ) : null}
        </p>
      ) : null}
      {view.rejected > 0 ? (
        <p>
          <Link to="/quarantaine" search={{ import: view.id }} className="utrecht-link utrecht-link--html-a">
            {t('import.to-quarantine-count', { count: view.rejected })}
          </Link>
        </p>
      ) : null}
    </div>
  )
}

/** @param at  When the server said so, in milliseconds. */
function Going({ view, share, at }: { view: ImportView; share: number | null; at: number }) {
  const { t, language } = useText()
  const spent = (at - Date.parse(view.startedAt)) / 1000
  // An estimate from what went before; said only when there is something to go by.
  const left = share !== null && share > 0.02 && spent > 2 ? Math.ceil((spent / share) * (1 - share)) : null
  const lines = formatNumber(view.linesIn, language)
  return (
    <Progress
      share={view.state === 'waiting' ? null : share}
      label={
        view.state === 'waiting'
          ? t('import.waiting')
          : left === null
            ? t('import.running', { lines })
            : t('import.running-left', { lines, count: left })
      }
    />
  )
}

/** Lines in = accepted + already known + rejected: shown as the equation, for it always holds. */
export function Balance({ view }: { view: ImportView }) {
  const { t, language } = useText()
  const parts = [
    ['accepted', view.accepted],
    ['known', view.alreadyKnown],
    ['rejected', view.rejected],
  ] as const
  return (
    <>
      <p className="equation">
        <span className="equation__part">
          <b>{formatNumber(view.linesIn, language)}</b> {t('balance.in')}
        </span>
        {parts.map(([name, value], at) => (
          <span key={name} className="equation__term">
            <span className="equation__sign">{at === 0 ? '=' : '+'}</span>
            <span className={`equation__part equation__part--${name}`}>
              <b>{formatNumber(value, language)}</b> {t(`balance.${name}`)}
            </span>
          </span>
        ))}
      </p>
      {view.corrections > 0 ? (
        <p className="quiet">{t('balance.corrections', { count: view.corrections })}</p>
      ) : null}
    </>
  )
}
