import type { ReactNode } from 'react'
import { Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import type { Reading } from '../catalogue/reading.ts'
import { useSigned } from '../catalogue/signed.ts'

/** The score as a sum that anybody can add up again. */
export function ScoreSum({ reading }: { reading: Reading }) {
  const { t, label, language } = useText()
  const signed = useSigned()
  const { sum, reached, calibrated, version } = reading
  return (
    <Panel title={t('try.sum')}>
      <p className="rules__lead">{t(calibrated ? 'try.sum-calibrated' : 'try.sum-counted')}</p>
      <Table caption={t('try.sum')}>
        <thead>
          <tr>
            <Th>{t('try.part')}</Th>
            <Th numeric>{t('try.adds')}</Th>
          </tr>
        </thead>
        <tbody>
          <Line name={t('try.intercept')} number={signed(sum.intercept)} />
          {sum.contributions.map((one) => (
            <Line
              key={one.indicator}
              name={
                <>
                  {label(one.label)} <span className="mono quiet">{one.indicator}</span>
                </>
              }
              number={signed(one.thousandths)}
            />
          ))}
          {sum.passages.map(({ id, count, thousandths }) => (
            <Line key={id} name={t(`try.sentences-${id}`, { count })} number={signed(thousandths)} />
          ))}
          <Line name={<b>{t('try.total')}</b>} number={<b>{signed(sum.total)}</b>} />
          <Line name={t('try.score')} number={<b>{formatNumber(sum.score, language)}</b>} />
          <Line name={t('try.threshold')} number={formatNumber(sum.threshold, language)} />
        </tbody>
      </Table>
      <p className="try__verdict">{t(reached ? 'try.reached' : 'try.not-reached')}</p>
      {reached ? null : <p>{t('try.proves-nothing')}</p>}
      <p className="quiet mono">{t('tally.catalogue', { catalogue: version })}</p>
    </Panel>
  )
}

function Line({ name, number }: { name: ReactNode; number: ReactNode }) {
  return (
    <tr>
      <Td>{name}</Td>
      <Td numeric>{number}</Td>
    </tr>
  )
}
