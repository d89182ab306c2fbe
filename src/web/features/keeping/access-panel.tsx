import { useState } from 'react'
import type { SignalAccess, SignalAccessChange } from '#contract/keeping.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { AccessForm } from './access-form.tsx'
import { useSignalAccess } from './queries.ts'

/** Who may know of a signal: everybody whose task it is, a running investigation, or only who is named. */
export function AccessPanel({ signalId }: { signalId: string }) {
  const { t } = useText()
  const query = useSignalAccess(signalId)
  return (
    <Panel title={t('keeping.title')} aside={query.data ? <Stands access={query.data} /> : null}>
      <Loaded query={query} notFound={<p>{t('keeping.none')}</p>}>
        {(access) => (
          <>
            <Who access={access} />
            <Changes signalId={signalId} access={access} />
            <Decisions access={access} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function Stands({ access: { confidentiality, investigation } }: { access: SignalAccess }) {
  const { t } = useText()
  if (confidentiality === 'named') return <Badge tone="plum">{t('keeping.stands-named')}</Badge>
  if (investigation?.released === false) return <Badge tone="amber">{t('keeping.stands-running')}</Badge>
  return <Badge tone="quiet">{t('keeping.stands-task')}</Badge>
}

function Who({ access: { confidentiality, named, overseers, investigation } }: { access: SignalAccess }) {
  const { t } = useText()
  return (
    <>
      {investigation === null ? null : (
        <p>
          {investigation.lead === null
            ? t('keeping.no-lead')
            : t('keeping.lead', { name: investigation.lead.name })}{' '}
          {t(investigation.released ? 'keeping.released' : 'keeping.not-released')}
        </p>
      )}
      {confidentiality === 'named' ? (
        <p>{t('keeping.named', { names: named.map(({ name }) => name).join(', ') })}</p>
      ) : investigation === null ? (
        <p className="quiet">{t('keeping.task')}</p>
      ) : null}
      {overseers.length === 0 ? null : (
        <p>{t('keeping.overseers', { names: overseers.map(({ name }) => name).join(', ') })}</p>
      )}
    </>
  )
}

function Changes({ signalId, access }: { signalId: string; access: SignalAccess }) {
  const { t } = useText()
  const [open, setOpen] = useState<SignalAccessChange['type'] | null>(null)
  if (access.mayChange.length === 0) return null
  return (
    <>
      <div className="actions keep__changes">
        {access.mayChange.map((type) => (
          <Button key={type} expanded={open === type} onClick={() => setOpen(open === type ? null : type)}>
            {t(`keeping.${type}`)}
          </Button>
        ))}
      </div>
      {open === null ? null : (
        <AccessForm key={open} signalId={signalId} type={open} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function Decisions({ access: { decisions } }: { access: SignalAccess }) {
  const { t } = useText()
  if (decisions.length === 0) return null
  return (
    <details className="details">
      <summary>{t('keeping.decisions', { count: decisions.length })}</summary>
      <ul className="keep__decisions">
        {decisions.map(({ kind, member, by, at, endedAt, ground }) => (
          <li key={`${kind} ${member?.id ?? ''} ${at}`}>
            <span className="line-main">
              {t(`keeping-kind.${kind}`, { name: member?.name ?? '' })}
              {endedAt === null ? '' : ` (${t('keeping.ended')})`}
            </span>
            <span className="line-less">
              {by.name} · <Moment at={at} />
            </span>
            {ground === null ? null : <blockquote className="ground">{ground}</blockquote>}
          </li>
        ))}
      </ul>
    </details>
  )
}
