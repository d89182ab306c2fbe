import type { Finding } from '#core/finding.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useSigned } from '../catalogue/signed.ts'

/** The sentences that the model weighed, each with what it weighs: for a look, or against. */
export function Passages({ passages }: { passages: readonly Finding[] }) {
  const { t } = useText()
  const signed = useSigned()
  if (passages.length === 0) return null
  return (
    <Panel title={t('try.passages')}>
      <p className="rules__lead">{t('try.passages-about')}</p>
      <ul className="try__passages">
        {passages.map(({ start, quote, weight, indicator }) => (
          <li key={start}>
            <Badge tone={weight > 0 ? 'teal' : 'quiet'}>{t(weight > 0 ? 'try.for' : 'try.against')}</Badge>
            <span className="try__weight">{signed(Math.round(weight * 1000))}</span>
            <q>{quote}</q>
            <span className="mono quiet">{indicator}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
