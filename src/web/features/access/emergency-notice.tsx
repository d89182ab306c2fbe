import { Alert } from '../../shared/components/alert.tsx'
import { formatDate } from '../../shared/dates.ts'
import { useText } from '../../shared/text.ts'

/** On a signal that stands open because somebody broke the glass: until when, and that all is written down. */
export function EmergencyNotice({ until }: { until: string | null }) {
  const { t, language } = useText()
  if (until === null) return null
  return (
    <div className="emergency__notice">
      <Alert tone="error" title={t('glass.notice-title', { until: formatDate(until, 'time', language) })}>
        <p>{t('glass.notice')}</p>
      </Alert>
    </div>
  )
}
