import { actRule, ACTS, type AccessAct } from '#process/access-act.ts'

/** The table of docs/access.md as it follows from ACTS, in Markdown. */
export function accessTable(): string {
  const rows = (Object.keys(ACTS) as AccessAct[]).map((act) => {
    const { roles, purposes, depth } = actRule(act)
    const who =
      roles === null ? 'whoever is signed in' : roles.length === 0 ? 'a system, by its key' : roles.join(', ')
    return [`\`${act}\``, who, purposes.length === 0 ? '–' : purposes.join(', '), depth]
  })
  return [['Act', 'Roles', 'Purposes', 'Shows'], ['---', '---', '---', '---'], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')
}
