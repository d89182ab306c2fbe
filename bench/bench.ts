// How fast and how large. Counts are asserted, figures beside their bars; the last line is JSON.
// `npm run bench` does all; `npm run bench -- scan` one of intake, scan, start, follow-up, audit.
import { cpus } from 'node:os'
import { benchAudit } from './audit.ts'
import { benchFollowUp } from './follow-up.ts'
import { benchIntake } from './intake.ts'
import { benchScan } from './scan.ts'
import { benchStart } from './second-start.ts'

interface Row {
  readonly what: string
  readonly measured: string
  readonly bar: string
}

type Section = 'intake' | 'scan' | 'start' | 'follow-up' | 'audit'

const sections: Readonly<
  Record<Section, () => Promise<{ readonly figures: object; readonly rows: readonly Row[] }>>
> = {
  async intake() {
    const figures = await benchIntake()
    const { registrations, mebibytes, seconds, rowsPerSecond, againSeconds, peakMiB, proposed } = figures
    return {
      figures,
      rows: [
        {
          what: `${registrations} registrations (${mebibytes} MiB) imported, scanned, stored`,
          measured: `${seconds} s`,
          bar: '60 s',
        },
        { what: '  a second', measured: `${rowsPerSecond}`, bar: '' },
        { what: '  signals proposed', measured: `${proposed}`, bar: 'exact' },
        { what: '  the same file once more', measured: `${againSeconds} s`, bar: '' },
        { what: '  most memory of our own process', measured: `${peakMiB} MiB`, bar: '512 MiB' },
      ],
    }
  },
  async scan() {
    const figures = await benchScan()
    const { signals, mbPerSecond, mbPerProcessorSecond } = figures
    const [mb, seconds, speed, perProcessor] = [
      figures.mb,
      figures.seconds,
      mbPerSecond,
      mbPerProcessorSecond,
    ].map((one) => one.toFixed(1))
    return {
      figures,
      rows: [
        { what: `spoor scan, ${mb} MB on one core`, measured: `${speed} MB/s`, bar: '15 MB/s' },
        { what: '  for a second of processor time', measured: `${perProcessor} MB`, bar: '' },
        { what: '  took', measured: `${seconds} s`, bar: '' },
        { what: '  signals', measured: `${signals}`, bar: 'exact' },
      ],
    }
  },
  async start() {
    const figures = await benchStart()
    return {
      figures,
      rows: [
        { what: 'first start, until the first page', measured: `${figures.firstSeconds} s`, bar: '60 s' },
        { what: 'second start', measured: `${figures.secondSeconds} s`, bar: '5 s' },
      ],
    }
  },
  async 'follow-up'() {
    const figures = await benchFollowUp()
    const rows = figures.at.flatMap(({ events, signals, ...one }) => [
      { what: `a ledger of ${events} events, ${signals} signals`, measured: '', bar: 'exact' },
      { what: '  steps a second, one person', measured: `${one.stepsPerSecond}`, bar: '' },
      { what: '  spoor check, signals a second', measured: `${one.checkedSignalsPerSecond}`, bar: '' },
      { what: '  spoor check, events a second', measured: `${one.checkedEventsPerSecond}`, bar: '' },
    ])
    const ratio = (what: string, value: number) => ({ what, measured: `${value}`, bar: 'flat: 1' })
    return {
      figures,
      rows: [
        ...rows,
        ratio('what a signal costs the check, large against small', figures.checkRatio),
        ratio('what a step costs, large against small', figures.stepRatio),
      ],
    }
  },
  async audit() {
    const figures = await benchAudit()
    const { readMs, auditedMs, share, readsPerSecond, auditedPerSecond } = figures
    return {
      figures,
      rows: [
        { what: 'a signal is read', measured: `${readMs} ms`, bar: '' },
        { what: '  and written down, on the disk, before it is shown', measured: `${auditedMs} ms`, bar: '' },
        { what: '  share of the log', measured: `${Math.round(share * 100)} %`, bar: '' },
        { what: '  reads a second of one organisation', measured: `${readsPerSecond}`, bar: '' },
        { what: '  the same, written down', measured: `${auditedPerSecond}`, bar: '' },
      ],
    }
  },
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in sections))
if (unknown.length > 0) {
  console.error(`no such measurement: ${unknown.join(', ')} (there are: ${Object.keys(sections).join(', ')})`)
  process.exit(2)
}
const names = (Object.keys(sections) as Section[]).filter(
  (name) => asked.length === 0 || asked.includes(name),
)
const measured: Record<string, object> = { machine: { cores: cpus().length, model: cpus()[0]?.model } }
for (const name of names) {
  const { figures, rows } = await sections[name]()
  measured[name] = figures
  for (const { what, measured: value, bar } of rows)
    console.log(`${what.padEnd(62)}${value.padStart(12)}${bar.padStart(10)}`)
}
console.log(JSON.stringify(measured))
