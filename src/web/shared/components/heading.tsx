import type { ReactNode, Ref } from 'react'

interface HeadingProps {
  readonly level: 1 | 2 | 3
  readonly children: ReactNode
  readonly id?: string
  readonly ref?: Ref<HTMLHeadingElement>
  readonly className?: string
}

export function Heading({ level, children, id, ref, className = '' }: HeadingProps) {
  const Tag = `h${level}` as const
  return (
    <Tag id={id} ref={ref} className={`utrecht-heading-${level} ${className}`}>
      {children}
    </Tag>
  )
}
