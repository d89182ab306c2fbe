import { Button } from '../shared/components/button.tsx'
import { Heading } from '../shared/components/heading.tsx'
import { useText } from '../shared/text.ts'
import { useTitle } from '../shared/title.ts'
import { Mark } from './mark.tsx'

/** An address that leads nowhere. */
export function NotFoundScreen() {
  const { t } = useText()
  useTitle(t('not-found.title'))
  return (
    <main className="page page--bare">
      <Mark size={44} />
      <Heading level={1}>{t('not-found.title')}</Heading>
      <p>{t('not-found.text')}</p>
      <a href="/werk" className="utrecht-link utrecht-link--html-a">
        {t('shell.to-work')}
      </a>
    </main>
  )
}

/** A fault of ours on this screen: said plainly, with a way on. */
export function FaultScreen({ onRetry }: { onRetry: () => void }) {
  const { t } = useText()
  return (
    <div className="page--bare">
      <Heading level={1}>{t('failure.fault.title')}</Heading>
      <p>{t('fault-screen.text')}</p>
      <div className="actions">
        <Button look="primary" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </div>
    </div>
  )
}
