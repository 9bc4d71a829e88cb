import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } } }

/** Files share a worker's modules, so that the city and the model are loaded once a worker; each file has its own database. */
const onDatabase = { isolate: false, globalSetup: 'test/support/ready-database.ts', hookTimeout: 60_000 }

export default defineConfig({
  test: {
    // The default leaves a core free, which on two cores means one file at a time.
    maxWorkers: '100%',
    // Unattended, a busy machine may cost a test one try; what is wrong fails twice. The report says which were tried again.
    retry: process.env.CI ? 1 : 0,
    projects: [
      {
        ...jsx,
        test: {
          name: 'pure',
          isolate: false,
          include: ['test/{reference,triage,pure}/**/*.test.ts', 'test/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        ...jsx,
        test: {
          name: 'db',
          include: [
            'test/{db,intake,cases,alerts,enterprises,insights,learning,accounts,jobs,web,stories,webhooks,demo}/**/*.test.{ts,tsx}',
          ],
          testTimeout: 60_000,
          ...onDatabase,
        },
      },
      {
        ...jsx,
        test: { name: 'browser', include: ['test/browser/**/*.test.ts'], testTimeout: 120_000, ...onDatabase },
      },
    ],
  },
})
