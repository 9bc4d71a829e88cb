import { defineConfig } from 'vitest/config'

const jsx = { oxc: { jsx: { runtime: 'automatic' as const, importSource: 'hono/jsx' } } }

export default defineConfig({
  test: {
    projects: [
      { ...jsx, test: { name: 'pure', include: ['test/{reference,triage,pure}/**/*.test.ts', 'test/*.test.ts'] } },
    ],
  },
})
