/** `npm run bench -- NAME [options]`: each bench measures against a peer or a limit and prints one JSON line a figure. */
const benches: Record<string, () => Promise<{ run: (options: string[]) => Promise<void> }>> = {
  desks: () => import('./desks.ts'),
  dispatch: () => import('./dispatch.ts'),
  register: () => import('./register.ts'),
  report: () => import('./report.ts'),
  ingest: () => import('./ingest.ts'),
  triage: () => import('./triage.ts'),
  farrington: () => import('./farrington.ts'),
  eping: () => import('./eping.ts'),
  scenarios: () => import('./scenarios.ts'),
  incidents: () => import('./incidents.ts'),
  watch: () => import('./watch.ts'),
  trade: () => import('./trade.ts'),
  links: () => import('./links.ts'),
}

const [name = '', ...options] = process.argv.slice(2)
const open = benches[name]
if (!open) {
  console.error(`用法 Usage: npm run bench -- ${Object.keys(benches).join('|')}`)
  process.exit(2)
}
await (await open()).run(options)
