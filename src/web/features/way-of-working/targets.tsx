import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'
import { PublicSource, Section, Source, useTermWords } from './reading.tsx'
import type { Rules } from './queries.ts'

type Target = Rules['targets'][number]

/** What the organisation aims for, and from where it starts. The figures themselves stand on the page of follow-up. */
export function Targets({ rules }: { rules: Rules }) {
  const { t, label, language } = useText()
  const aimWords = useAimWords()
  return (
    <Section id="doelen" title={t('rules.targets')} lead={t('rules.targets-lead')}>
      <Table caption={t('rules.targets')}>
        <thead>
          <tr>
            <Th>{t('rules.target')}</Th>
            <Th>{t('rules.aim')}</Th>
            <Th>{t('rules.baseline')}</Th>
          </tr>
        </thead>
        <tbody>
          {rules.targets.map((target) => (
            <tr key={target.id}>
              <th scope="row" className="utrecht-table__cell table__row-head rules__target">
                {label(target.label)}
              </th>
              <Td>
                {aimWords(target)}
                <br />
                <Source of={target} />
              </Td>
              <Td>
                {target.baseline === null ? (
                  <span className="quiet">{t('rules.no-baseline')}</span>
                ) : (
                  <>
                    {formatNumber(target.baseline.value, language)} {target.baseline.unit} (
                    {target.baseline.period})<br />
                    <PublicSource source={target.baseline.source} />
                  </>
                )}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  )
}

function useAimWords(): (target: Target) => string {
  const { t, language } = useText()
  const termWords = useTermWords()
  return ({ aim, value, unit, within }) => {
    const term = within === null ? '' : ` · ${t('rules.within', { term: termWords(within) })}`
    if (aim === 'watch') return `${t('aim.watch')}${term}`
    if (value === null) return `${t('rules.target-later')}${term}`
    const number =
      unit === 'share' ? `${formatNumber(value * 100, language)}%` : formatNumber(value, language)
    const words = unit === 'working-days' ? t('term.working-days', { count: value }) : number
    return `${t(`aim.${aim}`)} ${words}${term}`
  }
}
