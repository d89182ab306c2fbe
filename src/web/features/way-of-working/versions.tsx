import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { VersionDecision } from '#contract/way-of-working.ts'
import { Badge } from '../../shared/components/badge.tsx'
import { Button } from '../../shared/components/button.tsx'
import { Dialog } from '../../shared/components/dialog.tsx'
import { Moment } from '../../shared/components/due.tsx'
import { GroundForm } from '../../shared/components/ground-form.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useSession } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { useVersionDecision, type Version } from './queries.ts'

const TONES = {
  'in-force': 'teal',
  approved: 'teal',
  proposed: 'amber',
  file: 'plain',
  past: 'quiet',
} as const satisfies Record<Version['state'], string>

/** The versions of the way of working, the newest first: how each stands, and what two people can do about it. */
export function Versions({ versions, chosen }: { versions: readonly Version[]; chosen: string }) {
  const { t } = useText()
  return (
    <Panel title={t('rules.versions')} className="versions">
      <ul className="versions__list">
        {versions.map((version) => (
          <li key={version.id} className="versions__item">
            <p>
              <Link
                to="/werkwijze"
                search={{ versie: version.id }}
                className="utrecht-link utrecht-link--html-a"
                aria-current={version.id === chosen ? 'page' : undefined}
                activeProps={{}}
              >
                {t('rules.version-from')} <Moment at={version.effectiveFrom} style="day" />
              </Link>{' '}
              <Badge tone={TONES[version.state]}>{t(`version-state.${version.state}`)}</Badge>
            </p>
            <Standing version={version} />
            <Decisions version={version} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** Who proposed and approved it, and what is amiss. */
function Standing({ version }: { version: Version }) {
  const { t } = useText()
  return (
    <div className="versions__facts">
      {version.byInstallation ? <p>{t('rules.by-installation')}</p> : null}
      {version.proposedBy === null ? null : (
        <p>
          {t('rules.proposed-by', { name: version.proposedBy.name })}
          {version.proposedAt === null ? null : (
            <>
              {' · '}
              <Moment at={version.proposedAt} style="short" />
            </>
          )}
        </p>
      )}
      {version.approvedBy === null ? null : (
        <p>
          {t('rules.approved-by', { name: version.approvedBy.name })}
          {version.approvedAt === null ? null : (
            <>
              {' · '}
              <Moment at={version.approvedAt} style="short" />
            </>
          )}
        </p>
      )}
      {version.changedSince ? <p className="versions__changed">{t('rules.changed-since')}</p> : null}
    </div>
  )
}

type Decision = VersionDecision['decision']

/** Who may decide about a version. The server holds everybody to it; here it only says so beforehand. */
const DECIDERS = ['functional-manager', 'team-lead']

function Decisions({ version }: { version: Version }) {
  const { t } = useText()
  const { member } = useSession()
  const [deciding, setDeciding] = useState<Decision | null>(null)
  const open: readonly Decision[] =
    version.state === 'file' ? ['propose'] : version.state === 'proposed' ? ['approve', 'reject'] : []
  const whyNot = (decision: Decision) => {
    if (!DECIDERS.some((role) => member.roles.includes(role))) return t('refusal.role-missing')
    const own = version.proposedBy?.id === member.id
    return own && decision === 'approve' ? t('refusal.needs-another-person') : null
  }
  if (open.length === 0) return null
  return (
    <div className="actions">
      {open.map((decision) => (
        <Button key={decision} because={whyNot(decision)} onClick={() => setDeciding(decision)}>
          {t(`version-decision.${decision}`)}
        </Button>
      ))}
      {deciding === null ? null : (
        <DecisionDialog version={version} decision={deciding} onClose={() => setDeciding(null)} />
      )}
    </div>
  )
}

interface DecisionDialogProps {
  readonly version: Version
  readonly decision: Decision
  readonly onClose: () => void
}

function DecisionDialog({ version, decision, onClose }: DecisionDialogProps) {
  const { t } = useText()
  const decide = useVersionDecision(version.id)
  const label = t(`version-decision.${decision}`)
  return (
    <Dialog title={label} onClose={onClose}>
      <GroundForm
        label={label}
        about={t(`version-decision-about.${decision}`)}
        failure={decide.error}
        busy={decide.isPending}
        onSubmit={(ground, saved) =>
          decide.mutate(
            { decision, ground },
            {
              onSuccess: () => {
                saved()
                onClose()
              },
            },
          )
        }
        onCancel={onClose}
      />
    </Dialog>
  )
}
