import { useState } from 'react'
import type { AuditSearch } from '#contract/audit.ts'
import { Button } from '../../shared/components/button.tsx'
import { SelectField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { More } from '../../shared/components/more.tsx'
import { Panel } from '../../shared/components/panel.tsx'
import { useText } from '../../shared/text.ts'
import { useColleagues } from '../interview/colleagues.ts'
import { AuditTable } from './audit-table.tsx'
import { useAudit } from './queries.ts'

const ACTS = ['collect', 'change', 'consult', 'disclose', 'combine', 'delete'] as const
const EMPTY = {
  by: '',
  act: '' as (typeof ACTS)[number] | '',
  record: '',
  from: '',
  through: '',
  emergency: false,
}
type Fields = typeof EMPTY

/** Searching in the audit log; what is asked for stays off the address bar, and asking is itself written down. */
export function AuditSearchPanel() {
  const { t } = useText()
  const [search, setSearch] = useState<AuditSearch | null>(null)
  const query = useAudit(search)
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? []
  const ask = (asked: AuditSearch) =>
    JSON.stringify(asked) === JSON.stringify(search) ? void query.refetch() : setSearch(asked)
  return (
    <Panel title={t('audit.title')}>
      <p className="quiet">{t('audit.lead')}</p>
      <SearchForm busy={query.isFetching} onSearch={ask} />
      {search === null ? null : (
        <Loaded query={query}>
          {() => (
            <>
              {rows.length === 0 ? <p role="status">{t('audit.none')}</p> : <AuditTable rows={rows} />}
              <More query={query} />
            </>
          )}
        </Loaded>
      )}
    </Panel>
  )
}

function SearchForm({ busy, onSearch }: { busy: boolean; onSearch: (search: AuditSearch) => void }) {
  const { t } = useText()
  const colleagues = useColleagues().data?.colleagues ?? []
  const [fields, setFields] = useState(EMPTY)
  const [faults, setFaults] = useState(NO_FAULTS)
  const set = (change: Partial<Fields>) => setFields({ ...fields, ...change })
  const submit = () => {
    const wrong = fields.from !== '' && fields.through !== '' && fields.from > fields.through
    setFaults(wrong ? new Map([['from', t('figures.period-wrong')]]) : NO_FAULTS)
    if (!wrong) onSearch(searchOf(fields))
  }
  return (
    <Form
      label={t('audit.title')}
      className="desk__search"
      fields={{ from: t('audit.from') }}
      faults={faults}
      failure={null}
      onSubmit={() => (busy ? undefined : submit())}
    >
      <SelectField
        name="by"
        label={t('audit.by')}
        value={fields.by}
        onChange={(by) => set({ by })}
        options={colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SelectField
        name="act"
        label={t('audit.act')}
        value={fields.act}
        onChange={(act) => set({ act: act as Fields['act'] })}
        options={ACTS.map((value) => ({ value, label: t(`audit-act.${value}`) }))}
      />
      <TextField
        name="record"
        mono
        wide={false}
        maxLength={80}
        label={t('audit.record')}
        value={fields.record}
        onChange={(record) => set({ record })}
      />
      <TextField
        name="from"
        type="date"
        wide={false}
        label={t('audit.from')}
        value={fields.from}
        onChange={(from) => set({ from })}
      />
      <TextField
        name="through"
        type="date"
        wide={false}
        label={t('audit.through')}
        value={fields.through}
        onChange={(through) => set({ through })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={fields.emergency}
          onChange={(event) => set({ emergency: event.target.checked })}
        />
        <span>{t('audit.emergency-only')}</span>
      </label>
      <Button type="submit" look="primary" busy={busy}>
        {t('audit.search')}
      </Button>
    </Form>
  )
}

function searchOf({ by, act, record, from, through, emergency }: Fields): AuditSearch {
  return {
    ...(by === '' ? {} : { by }),
    ...(act === '' ? {} : { act }),
    ...(record.trim() === '' ? {} : { record: record.trim().toLowerCase() }),
    ...(from === '' ? {} : { from }),
    ...(through === '' ? {} : { through }),
    ...(emergency ? { emergencyOnly: true } : {}),
  }
}
