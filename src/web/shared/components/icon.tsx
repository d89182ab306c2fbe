/** Our own few icons, 16 by 16, drawn with the colour of the text. Always beside words, so hidden from screen readers. */
const PATHS = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  arrow: 'M3 8h9.5M8.5 4l4 4-4 4',
  clock: 'M8 4.5V8l2.4 1.6M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  alert: 'M8 4.6v4.2M8 11.3v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  info: 'M8 7.4v4M8 4.7v.1M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0z',
  lock: 'M4 7.5h8v6H4zM5.5 7.5v-2a2.5 2.5 0 0 1 5 0v2',
  person: 'M8 8a2.6 2.6 0 1 0 0-5.2A2.6 2.6 0 0 0 8 8zM3 13.6c.5-2.7 2.4-4 5-4s4.5 1.3 5 4',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  upload: 'M8 11V3M4.8 6L8 2.8 11.2 6M2.8 10.5v2.7h10.4v-2.7',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3',
  dot: 'M8 8h.01',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
