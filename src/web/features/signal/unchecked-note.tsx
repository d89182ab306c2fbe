import { useText } from '../../shared/text.ts'

/** A list of which the agency has not confirmed every entry says so. */
export function UncheckedNote({ choices }: { choices: readonly { readonly checkedOn: string | null }[] }) {
  const { t } = useText()
  const open = choices.filter(({ checkedOn }) => checkedOn === null).length
  if (open === 0) return null
  return <p className="unchecked-note">{t('common.unchecked', { count: open, total: choices.length })}</p>
}
