import { useState } from 'react'
import { Alert } from '../../shared/components/alert.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { Acts } from './acts.tsx'
import { Handovers, Lanes, Rest } from './going-elsewhere.tsx'
import { useVersion, useVersions, type Rules, type Version } from './queries.ts'
import { Sources } from './reading.tsx'
import { Targets } from './targets.tsx'
import { Terms } from './terms.tsx'
import { Versions } from './versions.tsx'
import { Endings, Weighing } from './weighing.tsx'
import { Phases, Who } from './who.tsx'

/** The way of working as people read it: what follow-up means here, and where each value comes from. */
export function WayOfWorkingScreen({ version }: { version: string | undefined }) {
  const { t } = useText()
  const list = useVersions()
  const versions = list.data?.versions ?? []
  const shown = version ?? (versions.find(({ state }) => state === 'in-force') ?? versions[0])?.id
  const detail = useVersion(shown)
  return (
    <>
      <PageHead title={t('rules.title')} lead={t('rules.lead')} />
      <Loaded query={list}>
        {() => (
          <div className="rules">
            <aside className="rules__aside">
              <Versions versions={versions} chosen={shown ?? ''} />
              {detail.data ? <Contents rules={detail.data.content} /> : null}
            </aside>
            <div className="rules__text">
              <Loaded query={detail}>
                {({ version: standing, content }) => <Text rules={content} version={standing} />}
              </Loaded>
            </div>
          </div>
        )}
      </Loaded>
    </>
  )
}

/** The chapters, in order. A way of working without lanes and arms has no such chapter. */
const CHAPTERS = [
  ['wie', 'rules.who'],
  ['fasen', 'rules.phases'],
  ['verrijking', 'rules.enrichment'],
  ['handelingen', 'rules.acts'],
  ['weging', 'rules.weighing'],
  ['uitkomsten', 'rules.endings'],
  ['termijnen', 'rules.terms'],
  ['doelen', 'rules.targets'],
  ['routering', 'rules.lanes'],
  ['overdracht', 'rules.handovers'],
  ['tweede-blik', 'rules.second-look'],
  ['aanlevering', 'rules.feeds'],
  ['vroeger', 'rules.history'],
] as const

function Contents({ rules }: { rules: Rules }) {
  const { t } = useText()
  const hasLanes = rules.routing !== null || rules.armCrossings.length > 0
  return (
    <nav className="rules__contents" aria-label={t('rules.contents')}>
      <ol>
        {CHAPTERS.filter(([id]) => id !== 'routering' || hasLanes).map(([id, title]) => (
          <li key={id}>
            <a className="utrecht-link utrecht-link--html-a" href={`#${id}`}>
              {t(title)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Text({ rules, version }: { rules: Rules; version: Version }) {
  const { t, label } = useText()
  const [sources, setSources] = useState(true)
  const total = valuesIn(rules)
  return (
    <Sources shown={sources}>
      <p className="rules__name">{label(rules.name)}</p>
      {version.unverified === 0 ? null : (
        <Alert tone="info" title={t('rules.unconfirmed-count', { count: version.unverified, total })}>
          <p>{t('rules.unconfirmed-about')}</p>
        </Alert>
      )}
      <label className="check">
        <input type="checkbox" checked={sources} onChange={(event) => setSources(event.target.checked)} />
        <span>{t('rules.show-sources')}</span>
      </label>
      <Who rules={rules} />
      <Phases rules={rules} />
      <Acts rules={rules} />
      <Weighing rules={rules} />
      <Endings rules={rules} />
      <Terms rules={rules} />
      <Targets rules={rules} />
      <Lanes rules={rules} />
      <Handovers rules={rules} />
      <Rest rules={rules} />
    </Sources>
  )
}

/** How many values say who confirmed them, or that nobody did. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = 'checkedOn' in value ? 1 : 0
  return Object.values(value).reduce<number>((sum, inner) => sum + valuesIn(inner), own)
}
