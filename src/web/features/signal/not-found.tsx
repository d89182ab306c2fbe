import { Link } from '@tanstack/react-router'
import { Empty } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'

/** The same words for "does not exist" and "is not yours": the difference would tell something. */
export function SignalNotFound() {
  const { t } = useText()
  const { acts } = useSession()
  return (
    <Empty title={t('signal.not-found-title')}>
      {t('signal.not-found')}{' '}
      <Link to="/werk" className="utrecht-link utrecht-link--html-a">
        {t('shell.to-work')}
      </Link>
      {acts.includes('break-glass') ? (
        <>
          {' · '}
          <Link to="/noodtoegang" className="utrecht-link utrecht-link--html-a">
            {t('glass.to-form')}
          </Link>
        </>
      ) : null}
    </Empty>
  )
}
