import { useDeferredValue, useState } from 'react'
import { Loaded } from '../../shared/components/loaded.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { Empty, PageHead, Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { IndicatorItem } from './indicator.tsx'
import { useMeasured, type Measured } from './measured.ts'
import { useCatalogue, type OpenCatalogue } from './open-catalogue.ts'
import { matching } from './search.ts'

/** Everything that the scan looks for, with what it counted for in fictional text. */
export function CatalogueScreen() {
  const { t } = useText()
  const query = useCatalogue()
  // The catalogue can be read without its figures.
  const measured = useMeasured().data?.measured ?? null
  return (
    <>
      <PageHead title={t('catalogue.title')} lead={t('catalogue.lead')} />
      <Loaded query={query}>{(open) => <Groups open={open} measured={measured} />}</Loaded>
    </>
  )
}

function Groups({ open, measured }: { open: OpenCatalogue; measured: Measured | null }) {
  const { t, label } = useText()
  const [asked, setAsked] = useState('')
  const groups = matching(
    open.data.groups.map(({ data }) => data),
    useDeferredValue(asked),
  )
  const count = groups.reduce((sum, { indicators }) => sum + indicators.length, 0)
  const counts = new Map(measured?.indicators.map((one) => [one.id, one]))
  return (
    <>
      <div className="catalogue__head">
        <div role="search">
          <TextField
            name="word"
            wide={false}
            label={t('catalogue.search')}
            value={asked}
            onChange={setAsked}
          />
        </div>
        <p role="status">{t('catalogue.count', { count })}</p>
        <p className="quiet mono">{t('tally.catalogue', { catalogue: open.catalogue.version })}</p>
      </div>
      <p className="catalogue__about">
        {t(open.catalogue.ranker ? 'catalogue.with-ranker' : 'catalogue.without-ranker')}{' '}
        {measured === null
          ? t('catalogue.not-measured')
          : t('catalogue.measured', {
              texts: measured.texts,
              signals: measured.signals,
              others: measured.texts - measured.signals,
            })}
      </p>
      {groups.length === 0 ? <Empty title={t('catalogue.none')}>{t('catalogue.none-about')}</Empty> : null}
      {groups.map((group) => (
        <Panel
          key={group.group}
          title={label(group.label)}
          aside={<span className="mono quiet">{group.group}</span>}
        >
          <ul className="indicators">
            {group.indicators.map((indicator) => (
              <IndicatorItem
                key={indicator.id}
                indicator={indicator}
                catalogue={open.catalogue}
                counts={counts.get(indicator.id)}
              />
            ))}
          </ul>
        </Panel>
      ))}
    </>
  )
}
