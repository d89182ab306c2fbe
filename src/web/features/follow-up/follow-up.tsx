import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { dayOf } from '#core/time.ts'
import { Button } from '../../shared/components/button.tsx'
import { TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { Loaded } from '../../shared/components/loaded.tsx'
import { PageHead } from '../../shared/components/panel.tsx'
import { useNow } from '../../shared/context.tsx'
import { useText } from '../../shared/text.ts'
import { Balance, Contact, Guards, Handovers, Outcomes, Overdue, SecondLooks, Waiting } from './figures.tsx'
import { periodOf, presetOf, PRESETS, type Period } from './period.ts'
import { useFigures } from './queries.ts'
import { Reached } from './reached.tsx'

interface FollowUpProps {
  readonly from: string | undefined
  readonly to: string | undefined
}

/** What follow-up came to in a period, counted from the ledger. About signals; never about people. */
export function FollowUpScreen({ from, to }: FollowUpProps) {
  const { t } = useText()
  const today = dayOf(useNow().toISOString())
  const period = periodOf(from, to, today)
  const query = useFigures(period)
  return (
    <>
      <PageHead title={t('figures.title')} lead={t('figures.lead')} />
      <PeriodForm key={`${period.from} ${period.to}`} period={period} today={today} />
      <Loaded query={query}>
        {(figures) => (
          <div className="figures">
            <Balance figures={figures} />
            <Outcomes figures={figures} />
            <Contact figures={figures} />
            <SecondLooks figures={figures} />
            <Handovers figures={figures} />
            <Waiting figures={figures} />
            <Overdue figures={figures} />
            <Guards figures={figures} />
            <Reached targets={figures.targets} />
          </div>
        )}
      </Loaded>
    </>
  )
}

/** A period by its name, or from one day to another. */
function PeriodForm({ period, today }: { period: Period; today: string }) {
  const { t } = useText()
  const navigate = useNavigate()
  const [{ from, to }, setDays] = useState(period)
  const [faults, setFaults] = useState(NO_FAULTS)
  const show = (chosen: Period) =>
    void navigate({ to: '/opvolging', search: { van: chosen.from, tot: chosen.to } })
  const submit = () => {
    const wrong = from === '' || to === '' || from > to
    setFaults(wrong ? new Map([['from', t('figures.period-wrong')]]) : NO_FAULTS)
    if (!wrong) show({ from, to })
  }
  return (
    <Form
      label={t('figures.period')}
      className="period"
      fields={{ from: t('figures.from') }}
      faults={faults}
      failure={null}
      onSubmit={submit}
    >
      <div className="period__presets" role="group" aria-label={t('figures.period')}>
        {PRESETS.map((preset) => {
          const days = presetOf(preset, today)
          const here = days.from === period.from && days.to === period.to
          return (
            <button
              key={preset}
              type="button"
              className="period__preset"
              aria-pressed={here}
              onClick={() => show(days)}
            >
              {t(`figures.preset-${preset}`)}
            </button>
          )
        })}
      </div>
      <TextField
        name="from"
        type="date"
        wide={false}
        label={t('figures.from')}
        value={from}
        onChange={(value) => setDays({ from: value, to })}
      />
      <TextField
        name="to"
        type="date"
        wide={false}
        label={t('figures.to')}
        value={to}
        onChange={(value) => setDays({ from, to: value })}
      />
      <Button type="submit">{t('figures.show')}</Button>
    </Form>
  )
}
