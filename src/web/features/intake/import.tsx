import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportView } from '#contract/intake.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { ImportProgress } from './import-progress.tsx'
import { useImports } from './queries.ts'
import { UploadForm } from './upload.tsx'

/** A file with registrations goes in; its balance comes out. */
export function ImportScreen() {
  const { t } = useText()
  const [started, setStarted] = useState<{ readonly id: string; readonly bytes: number } | null>(null)
  return (
    <>
      <PageHead title={t('import.title')} lead={t('import.lead')} />
      <div className="with-aside with-aside--even">
        <UploadForm onStarted={(id, bytes) => setStarted({ id, bytes })} />
        {started === null ? (
          <Panel title={t('import.kinds-title')}>
            <ul className="plain-list">
              <li>{t('import.kind-ndjson')}</li>
              <li>{t('import.kind-csv')}</li>
              <li>{t('import.kind-gzip')}</li>
              <li>{t('import.kind-twice')}</li>
              <li>{t('import.kind-bad')}</li>
            </ul>
          </Panel>
        ) : (
          <ImportProgress key={started.id} id={started.id} bytes={started.bytes} />
        )}
      </div>
      <PastImports onShow={(one) => setStarted({ id: one.id, bytes: one.bytesTotal ?? 0 })} />
    </>
  )
}

function PastImports({ onShow }: { onShow: (one: ImportView) => void }) {
  const { t } = useText()
  const query = useImports()
  return (
    <Panel title={t('import.past')}>
      <Loaded query={query}>
        {({ imports }) =>
          imports.length === 0 ? (
            <Empty title={t('import.past-empty-title')}>{t('import.past-empty')}</Empty>
          ) : (
            <ImportTable imports={imports} onShow={onShow} />
          )
        }
      </Loaded>
    </Panel>
  )
}

interface ImportTableProps {
  readonly imports: readonly ImportView[]
  readonly onShow: (one: ImportView) => void
}

function ImportTable({ imports, onShow }: ImportTableProps) {
  const { t, language } = useText()
  const n = (value: number) => formatNumber(value, language)
  return (
    <Table caption={t('import.past')} className="table--imports">
      <thead>
        <tr>
          <Th>{t('import.started')}</Th>
          <Th>{t('import.source')}</Th>
          <Th>{t('import.state')}</Th>
          <Th numeric>{t('import.lines-in')}</Th>
          <Th numeric>{t('import.accepted')}</Th>
          <Th numeric>{t('import.known')}</Th>
          <Th numeric>{t('import.rejected')}</Th>
          <Th numeric>{t('import.proposed')}</Th>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <Td>
              <Moment at={one.startedAt} />
            </Td>
            <Td className="cell-source">
              <Button look="subtle" className="cell-button" onClick={() => onShow(one)}>
                {one.source}
              </Button>
              <span className="quiet">
                {t(`via.${one.via}`)}
                {one.by === null ? '' : ` · ${one.by}`}
              </span>
            </Td>
            <Td>
              <Badge tone={one.state === 'failed' || one.state === 'interrupted' ? 'plum' : 'plain'}>
                {t(`import-state.${one.state}`)}
              </Badge>
            </Td>
            <Td numeric>{n(one.linesIn)}</Td>
            <Td numeric>{n(one.accepted)}</Td>
            <Td numeric>{n(one.alreadyKnown)}</Td>
            <Td numeric>
              {one.rejected === 0 ? (
                n(0)
              ) : (
                <Link
                  to="/quarantaine"
                  search={{ import: one.id }}
                  className="utrecht-link utrecht-link--html-a"
                  aria-label={t('import.to-quarantine-count', { count: one.rejected })}
                >
                  {n(one.rejected)}
                </Link>
              )}
            </Td>
            <Td numeric>{n(one.proposed)}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
