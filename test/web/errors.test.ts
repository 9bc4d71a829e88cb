import { describe, expect, it } from 'vitest'
import { Conflict, Forbidden, Invalid, NotFound, TooMany } from '../../src/errors.ts'
import { problemDetails, problemOf } from '../../src/web/errors.tsx'
import { useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const said = { zh: '请改正', en: 'Please mend it' }

describe('an error', () => {
  it.each([
    [new Invalid(said, { text: said }), 422, 'invalid'],
    [new NotFound(said), 404, 'not-found'],
    [new Forbidden(said), 403, 'forbidden'],
    [new Conflict(said), 409, 'conflict'],
    [new TooMany(said, 60), 429, 'too-many'],
  ])('of the five is told with its words: %s', (error, status, kind) => {
    expect(problemOf(error)).toMatchObject({ status, kind, detail: said })
  })

  it('names its fields only when it has some', () => {
    expect(problemDetails(problemOf(new Invalid(said, { text: said }))).errors).toEqual([{ field: 'text', ...said }])
    expect(problemDetails(problemOf(new Conflict(said)))).not.toHaveProperty('errors')
  })

  it.each(['/trade/measures/G/TBT/N/USA/%00', '/firms/%00', '/api/v1/firms/%00', '/warnings/1%00'])(
    'is not made of an address with a NUL in it: %s is not found',
    async (path) => {
      const site = siteOn(world)
      expect((await site.get(path)).status).toBe(404)
      expect(site.logged.filter((line) => line.includes('request failed'))).toEqual([])
    },
  )

  it('that nobody foresaw is logged once and says nothing of its cause', async () => {
    const site = siteOn(world)
    site.app.get('/breaks', () => {
      throw new Error('column secret_of_13800000000 does not exist')
    })
    const answer = await site.get('/breaks?phone=13800000000')
    const page = await answer.text()

    expect(answer.status).toBe(500)
    expect(page).toContain('是我们的问题')
    expect(page).not.toContain('secret_of')
    const id = answer.headers.get('X-Request-Id') ?? 'none'
    expect(page).toContain(id)
    expect(site.logged.filter((line) => line.includes('request failed'))).toHaveLength(1)
    expect(site.logged.filter((line) => line.includes(id)).length).toBeGreaterThan(0)
    expect(site.logged.join('')).not.toContain('phone=')
  })
})
