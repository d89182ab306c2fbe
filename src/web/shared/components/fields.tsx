import type { KeyboardEvent, ReactNode, Ref } from 'react'
import { useText } from '../text.ts'
import { FieldFault, useField } from './form.tsx'

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly about?: string
  readonly optional?: boolean
}

interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type?: 'text' | 'datetime-local' | 'date'
  readonly rows?: number
  readonly mono?: boolean
  readonly min?: string
  readonly max?: string
  readonly maxLength?: number
  readonly wide?: boolean
  readonly ref?: Ref<HTMLTextAreaElement>
  readonly onKeyDown?: (event: KeyboardEvent) => void
}

/** One line of text, or several when `rows` is given. */
export function TextField(props: TextFieldProps) {
  const { id, fault, aria } = useField(props.name, props.about !== undefined)
  const shared = {
    ...aria,
    id,
    name: props.name,
    value: props.value,
    maxLength: props.maxLength,
    autoComplete: 'off',
    onKeyDown: props.onKeyDown,
    onChange: (event: { target: { value: string } }) => props.onChange(event.target.value),
  }
  const looks = `${props.mono === true ? 'mono' : ''} ${fault === undefined ? '' : 'is-invalid'}`
  return (
    <Frame {...props} id={id} fault={fault} invalid={fault !== undefined}>
      {props.rows === undefined ? (
        <input
          {...shared}
          type={props.type ?? 'text'}
          min={props.min}
          max={props.max}
          className={`utrecht-textbox utrecht-textbox--html-input ${looks}`}
        />
      ) : (
        <textarea
          {...shared}
          ref={props.ref}
          rows={props.rows}
          className={`utrecht-textarea utrecht-textarea--html-textarea ${looks}`}
        />
      )}
    </Frame>
  )
}

interface FrameProps extends FieldProps {
  readonly id: string
  readonly fault: string | undefined
  readonly invalid: boolean
  readonly wide?: boolean
  readonly children: ReactNode
}

function Frame({ id, label, about, optional = false, fault, invalid, wide = true, children }: FrameProps) {
  const { t } = useText()
  return (
    <div
      className={`utrecht-form-field field ${wide ? '' : 'field--narrow'} ${invalid ? 'utrecht-form-field--invalid' : ''}`}
    >
      <label htmlFor={id} className="utrecht-form-label">
        {label}
        {optional ? <span className="optional"> {t('common.optional')}</span> : null}
      </label>
      {about === undefined ? null : (
        <p id={`${id}-about`} className="utrecht-form-field-description">
          {about}
        </p>
      )}
      <FieldFault id={id} fault={fault} />
      {children}
    </div>
  )
}

export interface Option<T extends string = string> {
  readonly value: T
  readonly label: ReactNode
  readonly hint?: ReactNode
  /** Why it cannot be chosen now. */
  readonly because?: string | null
}

interface ChoiceFieldProps<T extends string> extends FieldProps {
  readonly options: readonly Option<T>[]
  readonly value: T | ''
  readonly onChange: (value: T) => void
  readonly row?: boolean
}

/** One of a few: radio buttons with their words, all visible. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { id, fault, aria } = useField(props.name, props.about !== undefined)
  return (
    <fieldset
      className={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset choices ${props.row === true ? 'choices--row' : ''}`}
      {...aria}
      aria-invalid={undefined}
    >
      <Legend {...props} id={id} fault={fault} />
      {props.options.map((option, at) => (
        <Choice
          key={option.value}
          option={option}
          // The summary of faults links to the first.
          id={at === 0 ? id : `${id}-${option.value}`}
          group={id}
          checked={props.value === option.value}
          onChoose={() => props.onChange(option.value)}
        />
      ))}
    </fieldset>
  )
}

interface ChoiceProps {
  readonly option: Option
  readonly id: string
  readonly group: string
  readonly checked: boolean
  readonly onChoose: () => void
}

/** One radio button; what it means, or why it cannot be chosen, describes it and is not part of its name. */
function Choice({ option, id, group, checked, onChoose }: ChoiceProps) {
  const { value, label, hint, because = null } = option
  const about = hint !== undefined || because !== null
  return (
    <div className={`choice ${because === null ? '' : 'choice--off'}`}>
      <input
        id={id}
        type="radio"
        name={group}
        value={value}
        checked={checked}
        aria-disabled={because !== null || undefined}
        aria-describedby={about ? `${id}-hint` : undefined}
        onChange={() => (because === null ? onChoose() : undefined)}
      />
      <span className="choice__words">
        <label htmlFor={id}>{label}</label>
        {about ? (
          <span id={`${id}-hint`} className={because === null ? 'choice__hint' : 'reason'}>
            {because ?? hint}
          </span>
        ) : null}
      </span>
    </div>
  )
}

interface CheckFieldProps<T extends string> extends FieldProps {
  readonly options: readonly Option<T>[]
  readonly values: readonly T[]
  readonly onChange: (values: readonly T[]) => void
  /** None: as many as there are. */
  readonly max?: number
  /** Below each other, for labels that are sentences. */
  readonly stacked?: boolean
}

/** At most `max` of a few. */
export function CheckField<T extends string>(props: CheckFieldProps<T>) {
  const { id, fault, aria } = useField(props.name, props.about !== undefined)
  const full = props.values.length >= (props.max ?? props.options.length)
  return (
    <fieldset
      className={`utrecht-form-fieldset utrecht-form-fieldset--html-fieldset choices ${props.stacked === true ? '' : 'choices--row'}`}
      {...aria}
      aria-invalid={undefined}
    >
      <Legend {...props} id={id} fault={fault} />
      {props.options.map(({ value, label }, at) => {
        const checked = props.values.includes(value)
        const others = props.values.filter((one) => one !== value)
        return (
          <label key={value} className={`choice ${full && !checked ? 'choice--off' : ''}`}>
            <input
              id={at === 0 ? id : undefined}
              type="checkbox"
              checked={checked}
              disabled={full && !checked}
              onChange={() => props.onChange(checked ? others : [...others, value])}
            />
            <span className="choice__words">{label}</span>
          </label>
        )
      })}
    </fieldset>
  )
}

function Legend(props: FieldProps & { id: string; fault: string | undefined }) {
  const { t } = useText()
  return (
    <>
      <legend className="utrecht-form-fieldset__legend">
        {props.label}
        {props.optional === true ? <span className="optional"> {t('common.optional')}</span> : null}
      </legend>
      {props.about === undefined ? null : (
        <p id={`${props.id}-about`} className="utrecht-form-field-description">
          {props.about}
        </p>
      )}
      <FieldFault id={props.id} fault={props.fault} />
    </>
  )
}

export function SelectField(
  props: FieldProps & { value: string; onChange: (value: string) => void; options: readonly Option[] },
) {
  const { t } = useText()
  const { id, fault, aria } = useField(props.name, props.about !== undefined)
  return (
    <Frame {...props} id={id} fault={fault} invalid={fault !== undefined} wide={false}>
      <select
        {...aria}
        id={id}
        name={props.name}
        className={`utrecht-select utrecht-select--html-select ${fault === undefined ? '' : 'is-invalid'}`}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{t('common.choose')}</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </Frame>
  )
}
