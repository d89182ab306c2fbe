import { createContext, use, useEffect, useId, useRef, type FormEvent, type ReactNode, type Ref } from 'react'
import { fieldFaults, type Failure } from '../api/failure.ts'
import { useText } from '../text.ts'
import { Alert } from './alert.tsx'
import { FailureNotice } from './failure.tsx'

/** What is wrong, by the name of the field. */
export type Faults = ReadonlyMap<string, string>

export const NO_FAULTS: Faults = new Map()

interface FormScope {
  readonly id: string
  readonly faults: Faults
}

const FormContext = createContext<FormScope>({ id: 'form', faults: NO_FAULTS })

interface FormProps {
  readonly children: ReactNode
  readonly label: string
  readonly onSubmit: () => void
  /** Found before sending. */
  readonly faults: Faults
  /** Names and labels of the fields, in order: the summary links to them. */
  readonly fields: Readonly<Record<string, string>>
  readonly failure: Failure | null
  /** What to do about the failure: a button. */
  readonly remedy?: ReactNode
  readonly className?: string
}

/** A form that tells all its faults together, on top and at each field, and puts the focus on the summary. */
export function Form(props: FormProps) {
  const { failure } = props
  const id = useId()
  const summary = useRef<HTMLDivElement>(null)
  const answered = useAnswered(failure)
  const faults: Faults = new Map([...answered, ...props.faults])
  const told = JSON.stringify([...faults])
  useEffect(() => {
    if (told !== '[]' || failure) summary.current?.focus()
  }, [told, failure])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
    // Asked for again with the same faults: go to the summary again.
    queueMicrotask(() => summary.current?.focus())
  }
  const known = [...faults].filter(([name]) => name in props.fields)
  return (
    <FormContext value={{ id, faults }}>
      <form noValidate className={`form ${props.className ?? ''}`} aria-label={props.label} onSubmit={submit}>
        {known.length > 0 ? (
          <ErrorSummary ref={summary} id={id} faults={known} fields={props.fields} />
        ) : failure ? (
          <FailureNotice failure={failure} ref={summary}>
            {props.remedy}
          </FailureNotice>
        ) : null}
        {props.children}
      </form>
    </FormContext>
  )
}

/** What the server found wrong, by field: in our own words where it says which reason of refusal it was. */
function useAnswered(failure: Failure | null): Faults {
  const { word } = useText()
  if (failure?.kind !== 'invalid') return NO_FAULTS
  const faults = fieldFaults(failure)
  const refusal = failure.problem?.refusal
  if (refusal === undefined || word('reject', refusal) === refusal) return faults
  return new Map([...faults.keys()].map((name) => [name, word('reject', refusal)]))
}

interface ErrorSummaryProps {
  readonly ref: Ref<HTMLDivElement>
  readonly id: string
  readonly faults: readonly (readonly [string, string])[]
  readonly fields: Readonly<Record<string, string>>
}

function ErrorSummary({ ref, id, faults, fields }: ErrorSummaryProps) {
  const { t } = useText()
  return (
    <Alert ref={ref} tone="error" title={t('form-error.title', { count: faults.length })} live>
      <ul className="fault-list">
        {faults.map(([name, fault]) => (
          <li key={name}>
            <a
              className="utrecht-link utrecht-link--html-a"
              href={`#${id}-${name}`}
              onClick={(event) => {
                event.preventDefault()
                document.getElementById(`${id}-${name}`)?.focus()
              }}
            >
              {said(fields[name] ?? name, fault)}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** A label that is a question needs no colon. */
function said(label: string, fault: string): string {
  return `${label}${label.endsWith('?') ? '' : ':'} ${fault}`
}

/** Ids that tie a field to its label, description and fault. */
export function useField(name: string, described: boolean) {
  const scope = use(FormContext)
  const id = `${scope.id}-${name}`
  const fault = scope.faults.get(name)
  const about = [described ? `${id}-about` : '', fault === undefined ? '' : `${id}-fault`]
  return {
    id,
    fault,
    aria: {
      'aria-describedby': about.filter((one) => one !== '').join(' ') || undefined,
      'aria-invalid': fault === undefined ? undefined : true,
    },
  } as const
}

export function FieldFault({ id, fault }: { id: string; fault: string | undefined }) {
  if (fault === undefined) return null
  return (
    <p id={`${id}-fault`} className="utrecht-form-field-error-message">
      {fault}
    </p>
  )
}
