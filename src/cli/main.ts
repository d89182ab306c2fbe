import { dispatch } from './dispatch.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read our output has seen enough (`spoor scan … | head`): end as any program in a pipe does.
  if (error.code === 'EPIPE') process.exit(141)
  throw error
})

process.exitCode = await dispatch(process.argv.slice(2), process)
