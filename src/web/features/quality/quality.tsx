import { useState } from 'react'
import { Alert } from '../../shared/components/alert.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Empty, PageHead } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useEvaluation, type Report } from './queries.ts'
import { Calibration, Figures, FormTable, Strata, Traps, Ways } from './tables.tsx'

/** How good the scan is on fictional text, as it was measured last. */
export function QualityScreen() {
  const { t } = useText()
  const query = useEvaluation()
  return (
    <>
      <PageHead title={t('quality.title')} lead={t('quality.lead')} />
      <Loaded query={query}>
        {({ report }) =>
          report === null ? (
            <Empty title={t('quality.none')}>{t('quality.none-about')}</Empty>
          ) : (
            <Measured report={report} />
          )
        }
      </Loaded>
    </>
  )
}

function Measured({ report }: { report: Report }) {
  const { t, word } = useText()
  const [name, setName] = useState(report.sets[0]?.name)
  const set = report.sets.find((one) => one.name === name)
  const { texts, batches, catalogue, ranker, sealedOpened } = report
  return (
    <>
      <Alert tone="info" title={t('quality.fictional')}>
        <p>{t('quality.fictional-about', { texts, batches: batches.train })}</p>
        <p>
          {t(sealedOpened ? 'quality.sealed-opened' : 'quality.sealed-closed', { count: batches.sealed })}
        </p>
        <p>
          {t(ranker ? 'quality.with-ranker' : 'quality.without-ranker')}{' '}
          <span className="mono">{t('tally.catalogue', { catalogue })}</span>
        </p>
      </Alert>
      <div className="period__presets quality__sets" role="group" aria-label={t('quality.sets')}>
        {report.sets.map((one) => (
          <button
            key={one.name}
            type="button"
            className="period__preset"
            aria-pressed={one.name === name}
            onClick={() => setName(one.name)}
          >
            {word('quality-set', one.name)}
          </button>
        ))}
      </div>
      {set === undefined ? null : (
        <div className="figures">
          <Figures set={set} />
          <FormTable set={set} />
          <Calibration set={set} />
          <Ways set={set} />
          <Strata set={set} />
          <Traps set={set} />
        </div>
      )}
    </>
  )
}
