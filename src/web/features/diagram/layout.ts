import { NEXT, type State } from './path.ts'

/** Where a state stands in the drawing: column from the left, row from the top. */
type Place = readonly [column: number, row: number]

const PLACES: Readonly<Record<State, Place>> = {
  offered: [0, 0],
  proposed: [0, 1],
  'set-aside-proposed': [0, 2],
  confirmed: [1, 1],
  held: [1, 2],
  enriching: [2, 1],
  shelved: [2, 2],
  interviewing: [3, 0],
  weighing: [3, 1],
  'stop-proposed': [3, 2],
  'handing-over': [4, 0],
  investigating: [4, 1],
  'handed-over': [5, 0],
  closed: [5, 1],
}

/** Arrows that are always there: the usual road. The others appear when they can be taken now, or were. */
const ROAD: readonly (readonly [State, State])[] = [
  ['offered', 'confirmed'],
  ['proposed', 'confirmed'],
  ['proposed', 'set-aside-proposed'],
  ['confirmed', 'enriching'],
  ['enriching', 'weighing'],
  ['weighing', 'interviewing'],
  ['weighing', 'investigating'],
  ['weighing', 'stop-proposed'],
  ['investigating', 'closed'],
  ['handing-over', 'handed-over'],
]

const STEP = { x: 132, y: 56 }
export const BOX = { width: 108, height: 32 }
const MARGIN = 4
export const SIZE = {
  width: 5 * STEP.x + BOX.width + 2 * MARGIN,
  height: 2 * STEP.y + BOX.height + 2 * MARGIN,
}

interface Point {
  readonly x: number
  readonly y: number
}

export interface Node extends Point {
  readonly state: State
}

export const NODES: readonly Node[] = (Object.keys(PLACES) as State[]).map((state) => {
  const [column, row] = PLACES[state]
  return { state, x: MARGIN + column * STEP.x, y: MARGIN + row * STEP.y }
})

export interface Arrow {
  readonly from: State
  readonly to: State
  /** The path of the line, as SVG writes it. */
  readonly line: string
  /** `taken`: it was walked; `open`: it can be walked now. */
  readonly look: 'taken' | 'open' | 'road'
}

/** The arrows to draw for a signal that went this way. */
export function arrowsOf(path: readonly State[]): readonly Arrow[] {
  const here = path.at(-1)
  const taken = path.slice(1).map((to, at) => [path[at], to] as const)
  const open = here === undefined ? [] : NEXT[here].map((to) => [here, to] as const)
  const arrows = new Map<string, Arrow>()
  for (const [look, pairs] of [
    ['road', ROAD],
    ['taken', taken],
    ['open', open],
  ] as const) {
    for (const [from, to] of pairs) {
      if (from !== undefined) arrows.set(`${from}>${to}`, { from, to, look, line: lineOf(from, to) })
    }
  }
  return [...arrows.values()]
}

/** From border to border; past a state that stands in between in an arc. */
function lineOf(from: State, to: State): string {
  const a = centre(from)
  const b = centre(to)
  const start = border(a, b)
  const end = border(b, a)
  const [columnFrom, rowFrom] = PLACES[from]
  const [columnTo, rowTo] = PLACES[to]
  const passes = rowFrom === rowTo && Math.abs(columnFrom - columnTo) > 1
  if (!passes) return `M${start.x} ${start.y}L${end.x} ${end.y}`
  // Above the row going on, below it coming back.
  const side = columnTo > columnFrom ? -1 : 1
  const edge = (BOX.height / 2) * side
  const high = a.y + side * (BOX.height / 2 + 22)
  return `M${a.x} ${a.y + edge}Q${(a.x + b.x) / 2} ${high} ${b.x} ${b.y + edge}`
}

function centre(state: State): Point {
  const node = NODES.find((one) => one.state === state)
  return { x: (node?.x ?? 0) + BOX.width / 2, y: (node?.y ?? 0) + BOX.height / 2 }
}

/** Where the line from one centre to another leaves its box. */
function border(from: Point, to: Point): Point {
  const dx = to.x - from.x
  const dy = to.y - from.y
  const scale = Math.min(
    dx === 0 ? Infinity : BOX.width / 2 / Math.abs(dx),
    dy === 0 ? Infinity : BOX.height / 2 / Math.abs(dy),
  )
  return { x: round(from.x + dx * scale), y: round(from.y + dy * scale) }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
