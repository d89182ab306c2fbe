import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'

const TIPS = ['see', 'quote', 'who', 'place', 'not'] as const

/** What makes a text useful to the colleague who reads it next. */
export function Guidance() {
  const { t } = useText()
  return (
    <Panel title={t('guidance.title')} className="guidance">
      <ul>
        {TIPS.map((tip) => (
          <li key={tip}>{t(`guidance.${tip}`)}</li>
        ))}
      </ul>
      <p className="quiet">{t('guidance.danger')}</p>
    </Panel>
  )
}
