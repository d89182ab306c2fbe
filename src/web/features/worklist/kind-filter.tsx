import { useNavigate } from '@tanstack/react-router'
import { useId, type ReactNode } from 'react'
import { useText } from '../../shared/text.ts'
import { GROUP_NAMES, KIND_GROUPS, kindChoiceOf, type KindChoice } from './kinds.ts'
import type { ListName } from './lists.ts'

interface KindFilterProps {
  readonly list: ListName
  readonly kind: KindChoice | undefined
  /** What the choice comes to. */
  readonly children: ReactNode
}

/** Narrows the list to one kind of duty, or to a group of them. The address keeps the choice. */
export function KindFilter({ list, kind, children }: KindFilterProps) {
  const { t } = useText()
  const id = useId()
  const navigate = useNavigate()
  const choose = (word: string) => {
    const chosen = kindChoiceOf(word)
    void navigate({ to: '/werk', search: { lijst: list, ...(chosen && { soort: chosen }) } })
  }
  return (
    <div className="kind-filter">
      {children}
      <label htmlFor={id}>{t('work.kind')}</label>
      <select
        id={id}
        className="utrecht-select utrecht-select--html-select"
        value={kind ?? ''}
        onChange={(event) => choose(event.target.value)}
      >
        <option value="">{t('work.kind-all')}</option>
        {GROUP_NAMES.map((group) => (
          <optgroup key={group} label={t(`work.kinds-${group}`)}>
            {KIND_GROUPS[group].length > 1 ? (
              <option value={group}>{t('work.kinds-all-of', { group: t(`work.kinds-${group}`) })}</option>
            ) : null}
            {KIND_GROUPS[group].map((one) => (
              <option key={one} value={one}>
                {t(`duty.${one}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}
