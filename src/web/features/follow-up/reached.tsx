import type { FollowUpFigures } from '#contract/follow-up.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { Table, Td, Th } from '../../shared/components/table.tsx'
import { formatNumber } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'

type Target = FollowUpFigures['targets'][number]

/** The targets of the way of working in force, with what the ledger says of them. What is only watched is not judged. */
export function Reached({ targets }: { targets: readonly Target[] }) {
  const { t, label } = useText()
  const words = useTargetWords()
  return (
    <Panel title={t('figures.targets')} className="figures__wide">
      <Table caption={t('figures.targets')} className="figures__targets">
        <thead>
          <tr>
            <Th>{t('rules.target')}</Th>
            <Th>{t('rules.aim')}</Th>
            <Th>{t('figures.reached')}</Th>
            <Th>{t('figures.judgement')}</Th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => {
            const judgement = judgementOf(target)
            return (
              <tr key={target.id}>
                <th scope="row" className="utrecht-table__cell table__row-head rules__target">
                  {label(target.label)}
                </th>
                <Td>{words.aim(target)}</Td>
                <Td>{words.reached(target)}</Td>
                <Td>
                  {judgement === null ? (
                    <span className="quiet">–</span>
                  ) : (
                    <Badge tone={judgement === 'reached' ? 'teal' : 'plain'}>
                      {t(`figures.target-${judgement}`)}
                    </Badge>
                  )}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </Panel>
  )
}

/** A target is judged only when it has a value to reach and something was counted. */
function judgementOf({ aim, value, reached }: Target): 'reached' | 'not-reached' | null {
  if (aim === 'watch' || value === null || reached === null) return null
  const good = aim === 'at-least' ? reached >= value : reached <= value
  return good ? 'reached' : 'not-reached'
}

/** Each number in its unit, and over how many it was counted. */
function useTargetWords() {
  const { t, language } = useText()
  const numberOf = (value: number, unit: Target['unit']) => {
    if (unit === 'share') return `${formatNumber(Math.round(value * 1000) / 10, language)}%`
    return unit === 'working-days' ? t('term.working-days', { count: value }) : formatNumber(value, language)
  }
  return {
    aim: ({ aim, value, unit }: Target): string => {
      if (aim === 'watch') return t('aim.watch')
      return value === null ? t('rules.target-later') : `${t(`aim.${aim}`)} ${numberOf(value, unit)}`
    },
    reached: ({ reached, unit, of }: Target): string => {
      if (reached === null) return t('figures.not-counted')
      const number = numberOf(reached, unit)
      return of === null ? number : `${number} (n = ${formatNumber(of, language)})`
    },
  }
}
