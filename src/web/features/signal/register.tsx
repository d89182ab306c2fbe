import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { FORMS, type Form as FormOfExploitation } from '#core/form.ts'
import { atDutchTime } from '#core/time.ts'
import type { NewSignal, SignalCreated } from '#contract/signal.ts'
import { failureOf, type Failure } from '../../shared/api/failure.ts'
import { useAnnounce } from '../../shared/components/announcer.tsx'
import { Button } from '../../shared/components/button.tsx'
import { CheckField, TextField } from '../../shared/components/fields.tsx'
import { Form, NO_FAULTS } from '../../shared/components/form.tsx'
import { PageHead } from '../../shared/components/panel.tsx'
import { useApi, useNow, useSession } from '../../shared/context.tsx'
import { wallClockOf } from '../../shared/dates.ts'
import { useDraft } from '../../shared/draft.ts'
import { refreshAll } from '../../shared/queries.ts'
import { useText, type Text } from '../../shared/text.ts'
import { Guidance } from './guidance.tsx'

interface Draft {
  readonly text: string
  readonly title: string
  readonly incident: string
  readonly registeredAt: string
  readonly sourceId: string
  readonly forms: readonly FormOfExploitation[]
  readonly ground: string
}

/** An officer writes down what they saw, in plain text, in under two minutes. */
export function RegisterScreen() {
  const text = useText()
  const { t } = text
  const now = useNow()
  const navigate = useNavigate()
  const { acts } = useSession()
  const [opened] = useState(() => wallClockOf(now))
  const draft = useDraft<Draft>({
    text: '',
    title: '',
    incident: '',
    registeredAt: opened,
    sourceId: '',
    forms: [],
    ground: '',
  })
  const [faults, setFaults] = useState(NO_FAULTS)
  const register = useRegister()
  const { values, set } = draft
  const submit = () => {
    const found = faultsIn(values, text)
    setFaults(found)
    if (found.size > 0 || register.isPending) return
    register.mutate(newSignalOf(values), {
      onSuccess: ({ id }) => {
        draft.clear()
        // Who only reports follows it by its progress.
        void (acts.includes('see-signal')
          ? navigate({ to: '/signalen/$id', params: { id } })
          : navigate({ to: '/mijn-meldingen' }))
      },
    })
  }
  const failure = register.error ? failureOf(register.error) : null
  return (
    <>
      <PageHead title={t('register.title')} lead={t('register.lead')} />
      <div className="with-aside">
        <Form
          className="register panel"
          label={t('register.title')}
          faults={faults}
          fields={labelsOf(text)}
          failure={failure}
          remedy={<Button onClick={submit}>{t('common.retry')}</Button>}
          onSubmit={submit}
        >
          <TextField
            name="text"
            rows={9}
            label={t('register.text')}
            about={t('register.text-about')}
            value={values.text}
            onChange={(value) => set({ text: value })}
          />
          <TextField
            name="title"
            label={t('register.short')}
            maxLength={300}
            value={values.title}
            onChange={(value) => set({ title: value })}
          />
          <TextField
            name="ground"
            rows={2}
            label={t('register.ground')}
            about={t('register.ground-about')}
            value={values.ground}
            onChange={(value) => set({ ground: value })}
          />
          <div className="form__row">
            <TextField
              name="registeredAt"
              type="datetime-local"
              wide={false}
              label={t('register.seen')}
              max={wallClockOf(now)}
              value={values.registeredAt}
              onChange={(value) => set({ registeredAt: value })}
            />
            <TextField
              name="incident"
              optional
              wide={false}
              maxLength={200}
              label={t('register.incident')}
              value={values.incident}
              onChange={(value) => set({ incident: value })}
            />
            <TextField
              name="sourceId"
              optional
              wide={false}
              maxLength={100}
              label={t('register.source')}
              value={values.sourceId}
              onChange={(value) => set({ sourceId: value })}
            />
          </div>
          <CheckField
            name="forms"
            optional
            label={t('register.forms')}
            about={t('register.forms-about')}
            max={2}
            values={values.forms}
            onChange={(forms) => set({ forms })}
            options={FORMS.map((value) => ({ value, label: t(`form.${value}`) }))}
          />
          <div className="actions">
            <Button type="submit" look="primary" busy={register.isPending}>
              {t('register.submit')}
            </Button>
          </div>
        </Form>
        <Guidance />
      </div>
    </>
  )
}

function useRegister() {
  const api = useApi()
  const client = useQueryClient()
  const announce = useAnnounce()
  const { t } = useText()
  return useMutation<SignalCreated, Failure, NewSignal>({
    mutationFn: (signal) => api.post('/v1/signals', signal),
    onSuccess: () => {
      announce(t('register.saved'))
      void refreshAll(client)
    },
  })
}

function labelsOf({ t }: Text): Readonly<Record<string, string>> {
  return {
    text: t('register.text'),
    title: t('register.short'),
    ground: t('register.ground'),
    registeredAt: t('register.seen'),
    incident: t('register.incident'),
    sourceId: t('register.source'),
    forms: t('register.forms'),
  }
}

/** All faults together, in the order of the fields. */
function faultsIn({ text, title, ground, registeredAt }: Draft, { t }: Text): ReadonlyMap<string, string> {
  const faults = new Map<string, string>()
  if (text.trim().length < 10) faults.set('text', t('register.text-missing'))
  if (title.trim().length < 3) faults.set('title', t('register.short-missing'))
  if (ground.trim().length < 3) faults.set('ground', t('register.ground-missing'))
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(registeredAt))
    faults.set('registeredAt', t('register.seen-missing'))
  return faults
}

function newSignalOf({ sourceId, registeredAt, forms, ...rest }: Draft): NewSignal {
  const [day = '', time = ''] = registeredAt.split('T')
  return {
    ...rest,
    forms: [...forms],
    registeredAt: atDutchTime(day, time.slice(0, 5)),
    ...(sourceId.trim() === '' ? {} : { sourceId: sourceId.trim() }),
  }
}
