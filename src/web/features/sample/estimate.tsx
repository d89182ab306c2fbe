import { useState, type ReactNode } from 'react'
import type { ElusionFigures } from '#contract/sample.ts'
import { dayOf, plusDays } from '#core/time.ts'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useNow } from '../../shared/context.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { presetOf, type Preset } from '../follow-up/period.ts'
import { Numbers } from '../follow-up/shares.tsx'
import { useElusion } from './queries.ts'

const PERIODS = ['month', 'quarter', 'year'] as const satisfies readonly Preset[]

/** What the scan is estimated to miss, in plain words; no figure without how much was read and its interval. */
export function Estimate() {
  const { t } = useText()
  const [preset, setPreset] = useState<Preset>('quarter')
  const yesterday = plusDays(dayOf(useNow().toISOString()), -1)
  const query = useElusion(presetOf(preset, yesterday))
  return (
    <div className="sample__estimate">
      <div className="period__presets" role="group" aria-label={t('figures.period')}>
        {PERIODS.map((one) => (
          <button
            key={one}
            type="button"
            className="period__preset"
            aria-pressed={one === preset}
            onClick={() => setPreset(one)}
          >
            {t(`figures.preset-${one}`)}
          </button>
        ))}
      </div>
      <Loaded query={query}>
        {(figures) => (
          <div className="figures">
            <Panel title={t('sample.estimate')}>
              <p className="rules__lead">{t('sample.estimate-about')}</p>
              <InWords figures={figures} />
            </Panel>
            <Counts figures={figures} />
          </div>
        )}
      </Loaded>
    </div>
  )
}

function InWords({ figures }: { figures: ElusionFigures }) {
  const { t, language } = useText()
  const { estimate, read, raised, setAside, population, uncovered, pointed } = figures
  if (estimate === null) return <p>{t('sample.no-figure')}</p>
  const { share, missed, recall, effective } = estimate
  const number = (value: number, digits = 0) =>
    formatNumber(Math.round(value * 10 ** digits) / 10 ** digits, language)
  const ends = (of: typeof share, write: (value: number) => string) => ({
    ...{ value: write(of.value), low: write(of.low), high: write(of.high) },
  })
  const percent = (value: number) => number(value * 100, 1)
  const held = raised - setAside
  const lines: readonly ReactNode[] = [
    t('sample.said', { read: number(read), count: held }),
    t('sample.said-share', { ...ends(share, percent), population: number(population - uncovered) }),
    t('sample.said-missed', ends(missed, number)),
    recall === null ? t('sample.no-recall') : t('sample.said-recall', ends(recall, percent)),
    t('sample.said-pointed', {
      ...{ confirmed: number(pointed.confirmed), undecided: number(pointed.undecided) },
      setAside: number(pointed.setAside),
    }),
    ...(held === 0 ? [<b key="none">{t('sample.none-raised')}</b>] : []),
    t('sample.effective', { effective: number(effective, 1), read: number(read) }),
    t('sample.limits'),
  ]
  return (
    <div className="sample__words">
      {lines.map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </div>
  )
}

function Counts({ figures }: { figures: ElusionFigures }) {
  const { t } = useText()
  const { twice, setAside } = figures
  const line = (id: string, name: string, count: number) => ({ id, name, count })
  return (
    <Panel title={t('sample.counts')}>
      <Numbers
        lines={[
          line('days', t('sample.days'), figures.days),
          line('days-without', t('sample.days-without'), figures.daysWithout),
          line('population', t('sample.population'), figures.population),
          line('apart', t('sample.apart'), figures.apart),
          line('drawn', t('sample.drawn'), figures.drawn),
          line('read', t('sample.count-read'), figures.read),
          line('unread', t('sample.unread'), figures.unread),
          line('not-judged', t('sample.not-judged'), figures.notJudged),
          line('gone', t('sample.count-gone'), figures.gone),
          line('uncovered', t('sample.uncovered'), figures.uncovered),
          line('raised', t('sample.raised'), figures.raised),
          line('set-aside', t('sample.set-aside'), setAside),
          line('twice', t('sample.twice'), twice.read),
          line('agreed', t('sample.agreed'), twice.agreed),
        ]}
      />
    </Panel>
  )
}
