/** A progress bar with words beside it; without a share it says that work goes on. */
export function Progress({ label, share }: { label: string; share: number | null }) {
  return (
    <div className="progress">
      <progress className="progress__bar" max={1} value={share ?? undefined} aria-label={label} />
      <span className="progress__label">{label}</span>
    </div>
  )
}
