/** The mark of Spoor: a trail of steps that comes out at a ring. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg
      className="mark"
      width={size}
      height={size}
      viewBox="0 0 32 32"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <path className="mark__trail" d="M4.5 27c11.5 0 5-11 13.2-12.6" />
      <circle className="mark__ring" cx="22.3" cy="9.7" r="5.6" />
    </svg>
  )
}
