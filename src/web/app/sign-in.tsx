import { Alert } from '../shared/components/alert.tsx'
import { Heading } from '../shared/components/heading.tsx'
import { useText } from '../shared/text.ts'
import { DoorHead } from './door-head.tsx'
import { useTitle } from '../shared/title.ts'

/** The door: what Spoor is, and the way in. */
export function SignInScreen({ error, returnTo }: { error?: string; returnTo?: string }) {
  const { t, word } = useText()
  useTitle(t('sign-in.title'))
  const known = error === undefined ? undefined : word('sign-in-error', error)
  return (
    <div className="door">
      <DoorHead />
      <main className="door__main">
        <Heading level={1}>{t('sign-in.title')}</Heading>
        <p className="door__lead">{t('sign-in.what')}</p>
        {known === undefined ? null : (
          <Alert tone="error" title={t('sign-in.failed')} live>
            <p>{known === error ? t('sign-in-error.other') : known}</p>
          </Alert>
        )}
        <a
          className="utrecht-button utrecht-button--primary-action door__button"
          href={
            returnTo === undefined
              ? '/auth/sign-in'
              : `/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`
          }
        >
          {t('sign-in.button')}
        </a>
        <p className="quiet">{t('sign-in.note')}</p>
      </main>
      <div className="door__trail" aria-hidden="true" />
    </div>
  )
}
