import type { ReactNode } from 'react'

interface TableProps {
  readonly caption: string
  readonly children: ReactNode
  readonly className?: string
}

/** A table with a caption for screen readers, in a group that scrolls by keyboard when it is wider than the screen. */
export function Table({ caption, children, className = '' }: TableProps) {
  return (
    <div className="table-scroll" role="group" aria-label={caption} tabIndex={0}>
      <table className={`utrecht-table utrecht-table--html-table table ${className}`}>
        <caption className="visually-hidden">{caption}</caption>
        {children}
      </table>
    </div>
  )
}

export function Th({ children, numeric = false }: { children: ReactNode; numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={`utrecht-table__header-cell ${numeric ? 'utrecht-table__header-cell--numeric-column' : ''}`}
    >
      {children}
    </th>
  )
}

export function Td({ children, numeric = false, className = '' }: CellProps) {
  return (
    <td
      className={`utrecht-table__cell ${numeric ? 'utrecht-table__cell--numeric-column' : ''} ${className}`}
    >
      {children}
    </td>
  )
}

interface CellProps {
  readonly children: ReactNode
  readonly numeric?: boolean
  readonly className?: string
}
