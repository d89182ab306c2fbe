import type { ReactNode } from 'react'
import { FieldFault, useField } from '../../shared/components/form.tsx'

interface TickListProps {
  readonly name: string
  readonly label: string
  readonly about: string
  readonly options: readonly { readonly id: string; readonly label: string; readonly hint: ReactNode }[]
  readonly ticked: readonly string[]
  readonly onChange: (ticked: readonly string[]) => void
}

/** Things that are ticked one by one, each with what it holds. There is no "all": each is a choice. */
export function TickList({ name, label, about, options, ticked, onChange }: TickListProps) {
  const { id, fault, aria } = useField(name, true)
  return (
    <fieldset
      className="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset choices"
      {...aria}
      aria-invalid={undefined}
    >
      <legend className="utrecht-form-fieldset__legend">{label}</legend>
      <p id={`${id}-about`} className="utrecht-form-field-description">
        {about}
      </p>
      <FieldFault id={id} fault={fault} />
      {options.map((option, at) => {
        const own = at === 0 ? id : `${id}-${option.id}`
        const others = ticked.filter((one) => one !== option.id)
        const on = ticked.includes(option.id)
        return (
          <div key={option.id} className="choice">
            <input
              id={own}
              type="checkbox"
              checked={on}
              aria-describedby={`${own}-hint`}
              onChange={() => onChange(on ? others : [...others, option.id])}
            />
            <span className="choice__words">
              <label htmlFor={own}>{option.label}</label>
              <span id={`${own}-hint`} className="choice__hint tick__hint">
                {option.hint}
              </span>
            </span>
          </div>
        )
      })}
    </fieldset>
  )
}
