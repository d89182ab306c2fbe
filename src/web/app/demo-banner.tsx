import { useText } from '../shared/text.ts'

/** On every screen of the demo: nothing here is about anybody. */
export function DemoBanner() {
  const { t } = useText()
  return (
    <aside className="demo-banner" aria-label={t('shell.demo-label')}>
      {t('shell.demo')}
    </aside>
  )
}
