/** `npm run train` makes the shipped model from the corpus; `npm run train -- --corrections` teaches a challenger in the database. */
await (process.argv.includes('--corrections') ? import('./train-challenger.ts') : import('./train-triage.ts'))
