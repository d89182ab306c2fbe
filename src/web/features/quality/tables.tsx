import type { ReactNode } from 'react'
import { Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import type { EvaluatedSet } from './queries.ts'
import { ShareWords } from './share.tsx'

interface SetProps {
  readonly set: EvaluatedSet
}

interface Row {
  readonly id: string
  readonly cells: readonly ReactNode[]
}

/** The figures as a whole, and which of them fall short of the bar. */
export function Figures({ set }: SetProps) {
  const { t, word, language } = useText()
  const share = (value: number) => formatNumber(value, language)
  const nameOf = (figure: string) => {
    const form = /^recall of (.+)$/.exec(figure)?.[1]
    return form === undefined ? word('figure', figure) : t('quality.recall-of', { form: word('form', form) })
  }
  return (
    <Panel title={t('quality.figures')} aside={<N set={set} />} className="figures__wide">
      <p className="rules__lead">{word('quality-judged', set.name)}</p>
      <Rows
        caption={t('quality.figures')}
        heads={[t('quality.figure'), t('quality.measured')]}
        rows={set.figures.map((one) => ({
          id: one.id,
          cells: [word('figure', one.id), <ShareWords key={one.id} share={one.share} />],
        }))}
      />
      <p className="quality__bar">{t('quality.shortfalls', { count: set.shortfalls.length })}</p>
      <ul className="quality__shortfalls">
        {set.shortfalls.map(({ figure, measured }) => (
          <li key={figure}>
            {nameOf(figure)}:{' '}
            {measured === null
              ? t('quality.not-measured')
              : t(`quality.${measured.bound}`, {
                  value: share(measured.value),
                  limit: share(measured.limit),
                })}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

export function FormTable({ set }: SetProps) {
  const { t, word } = useText()
  return (
    <Panel title={t('quality.forms')} aside={<N set={set} />}>
      <Rows
        caption={t('quality.forms')}
        heads={[t('quality.form'), t('quality.recall'), t('quality.form-named')]}
        rows={set.forms.map(({ form, recall, named }) => ({
          id: form,
          cells: [
            word('form', form),
            <ShareWords key="recall" share={recall} />,
            <ShareWords key="named" share={named} />,
          ],
        }))}
      />
    </Panel>
  )
}

/** The scan beside other ways of finding, at as many registrations to read. */
export function Ways({ set }: SetProps) {
  const { t, word } = useText()
  return (
    <Panel title={t('quality.ways')} aside={<N set={set} />} className="figures__wide">
      <p className="rules__lead">{t('quality.ways-about', { count: set.workload })}</p>
      <Rows
        caption={t('quality.ways')}
        heads={[
          t('quality.way'),
          t('quality.recall'),
          word('figure', 'hiddenRecall'),
          t('quality.traps-read'),
          word('figure', 'averagePrecision'),
        ]}
        rows={set.ways.map((way) => ({
          id: way.name,
          cells: [
            word('quality-way', way.name),
            <ShareWords key="recall" share={way.recall} />,
            <ShareWords key="hidden" share={way.hiddenRecall} />,
            <ShareWords key="traps" share={way.hardNegativesRead} />,
            <ShareWords key="order" share={way.averagePrecision} />,
          ],
        }))}
      />
    </Panel>
  )
}

/** Whether 0.8 means 0.8. */
export function Calibration({ set }: SetProps) {
  const { t, language } = useText()
  const number = (value: number) => formatNumber(Math.round(value * 1000) / 1000, language)
  const { brier, error, bins } = set.calibration
  return (
    <Panel title={t('quality.calibration')} aside={<N set={set} />}>
      <p className="rules__lead">
        {t('quality.calibration-about', { brier: number(brier), error: number(error) })}
      </p>
      <Rows
        caption={t('quality.calibration')}
        heads={[t('quality.score'), t('quality.mean-score'), t('quality.were-signals')]}
        rows={bins.map(({ from, score, signals }) => ({
          id: String(from),
          cells: [
            `${number(from)}–${number(from + 0.1)}`,
            number(score),
            <ShareWords key="signals" share={signals} />,
          ],
        }))}
      />
    </Panel>
  )
}

export function Strata({ set }: SetProps) {
  const { t, word } = useText()
  return set.strata.map(({ id, parts }) => (
    <Panel key={id} title={word('stratum', id)} aside={<N set={set} />}>
      <Rows
        caption={word('stratum', id)}
        heads={[word('stratum', id), t('quality.recall'), t('quality.raised-wrongly')]}
        rows={parts.map((part) => ({
          id: part.id,
          cells: [
            word(id === 'organisation' ? 'organisation' : 'part', part.id),
            <ShareWords key="recall" share={part.recall} />,
            <ShareWords key="raised" share={part.raisedWrongly} />,
          ],
        }))}
      />
    </Panel>
  ))
}

/** Texts that look like a signal and are none. */
export function Traps({ set }: SetProps) {
  const { t, word } = useText()
  if (set.traps.length === 0) return null
  return (
    <Panel title={t('quality.traps')} aside={<N set={set} />}>
      <Rows
        caption={t('quality.traps')}
        heads={[t('quality.trap'), t('quality.raised-wrongly')]}
        rows={set.traps.map(({ id, raised }) => ({
          id,
          cells: [word('trap', id), <ShareWords key="raised" share={raised} />],
        }))}
      />
    </Panel>
  )
}

/** How many texts it is about, and that they are fictional. */
function N({ set }: SetProps) {
  const { t } = useText()
  return (
    <span className="figures__n">{t('quality.set-n', { n: set.registrations, signals: set.signals })}</span>
  )
}

function Rows({ caption, heads, rows }: { caption: string; heads: readonly string[]; rows: readonly Row[] }) {
  return (
    <Table caption={caption} className="quality__table">
      <thead>
        <tr>
          {heads.map((head) => (
            <Th key={head}>{head}</Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells }) => (
          <tr key={id}>
            {cells.map((cell, at) => (
              // The cells of a row stand under their heads.
              <Td key={heads[at]}>{cell}</Td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
