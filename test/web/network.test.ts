import { describe, expect, it } from 'vitest'
import { hashPassword } from '../../src/accounts/password.ts'
import { admitMember } from '../../src/alerts/network/admit-member.ts'
import { anOfficer } from '../support/factories.ts'
import { contextOf, monday, useWorld } from '../support/world.ts'
import { siteOn } from './site.ts'

const world = await useWorld()
const { db } = world
const site = siteOn(world)

async function aLab(): Promise<string> {
  const actor = await anOfficer(db, { role: 'joint_office', bureau: 'DATA' })
  const lab = { kind: 'lab', name: '市质检院', district: '', email: '', rhythm: '7' }
  return (await admitMember(contextOf(world, { actor }), lab)).key
}
const row = { ref: 'S-1', kind: 'failed_sample', day: '2026-11-15', product: '儿童玩具', hazards: 'chemical' }
const header = 'ref,kind,day,count,product,hazards'
const upload = (key: string, bytes: string | Buffer<ArrayBuffer>) => {
  const form = new FormData()
  form.append('key-file', key)
  form.append('file', new File([bytes], 'x.csv', { type: 'text/csv' }))
  return site.send('/network/files', form)
}
const kept = () => db.selectFrom('observation').select(['ref', 'product', 'count']).orderBy('id').execute()

describe('POST /api/v1/observations', () => {
  const send = (key: string, body: unknown) =>
    site.json('/api/v1/observations', body, { headers: { Authorization: `Bearer ${key}` } })

  it('takes rows under the key of a member, and known ones not twice', async () => {
    const key = await aLab()
    const first = await send(key, { observations: [{ ...row, count: 2 }] })
    expect(first.status).toBe(201)
    expect(await first.json()).toEqual({ taken: 1, repeated: 0 })
    expect((await (await send(key, { observations: [row] })).json()) as unknown).toEqual({ taken: 0, repeated: 1 })
    expect((await send(key, { nothing: true })).status).toBe(201)
    expect(await kept()).toEqual([{ ref: 'S-1', product: '儿童玩具', count: 2 }])
  })

  it('refuses a wrong key, and a wrong row with its place; nothing is kept', async () => {
    expect((await send('qsn_wrong', { observations: [row] })).status).toBe(403)
    const answer = await send(await aLab(), { observations: [row, { ...row, ref: 'S-2', day: 'yesterday' }] })
    expect(answer.status).toBe(422)
    const problem = (await answer.json()) as { errors: { field: string }[] }
    expect(problem.errors.map(({ field }) => field)).toEqual(['rows.1.day'])
    expect(await kept()).toEqual([])
  })

  it('stands in the OpenAPI document with its key', async () => {
    const document = (await (await site.get('/api/v1/openapi.json')).json()) as {
      paths: Record<string, { post?: { security?: unknown } }>
      components: { securitySchemes: Record<string, unknown> }
    }
    expect(document.paths['/observations']?.post?.security).toEqual([{ memberKey: [] }])
    expect(document.components.securitySchemes.memberKey).toMatchObject({ type: 'http', scheme: 'bearer' })
  })
})

describe('a file', () => {
  it('is taken whole, also as a Chinese spreadsheet saves it', async () => {
    const key = await aLab()
    const page = await (
      await upload(key, `\uFEFF${header}\r\nS-1,failed_sample,2026-11-15,2,"玩具,积木",化学危害\r\n`)
    ).text()
    expect(page).toContain('收下 1 行')
    // GB 18030: 玩具
    const gb = Buffer.concat([
      Buffer.from(`${header}\nS-2,failed_sample,2026-11-15,1,`),
      Buffer.from([0xcd, 0xe6, 0xbe, 0xdf]),
      Buffer.from(',\n'),
    ])
    expect((await upload(key, gb)).status).toBe(200)
    expect((await kept()).map(({ product }) => product)).toEqual(['玩具,积木', '玩具'])
  })

  it('with a wrong cell names row and column and takes none', async () => {
    const key = await aLab()
    const answer = await upload(
      key,
      `${header}\nS-1,failed_sample,2026-11-15,1,玩具,\nS-2,failed_sample,2026-13-15,1,玩具,\n`,
    )
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('第 3 行 day 列')
    expect(await kept()).toEqual([])
    expect(await (await upload(key, `${header}\n"S-1,`)).text()).toContain('不是完整的 CSV')
    expect((await upload('qsn_wrong', `${header}\n`)).status).toBe(403)
  })
})

describe('the form and the desk', () => {
  it('keep what was typed beside the fault, and never send the key back', async () => {
    const key = await aLab()
    const answer = await site.send('/network', new URLSearchParams({ ...row, day: '15.11.', 'key-form': key }))
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain('15.11.')
    expect(page).toContain('儿童玩具')
    expect(page).not.toContain(key)
    expect(
      await (await site.send('/network', new URLSearchParams({ nothing: 'yes', 'key-form': key }))).text(),
    ).toContain('无情况')
  })

  it('show a key once, to the office alone', async () => {
    const password = 'kxm3-pq7d-wn4t-8ryz'
    await db
      .insertInto('account')
      .values({
        username: 'o',
        name: '李华',
        role: 'joint_office',
        bureau: 'DATA',
        password_hash: await hashPassword(password),
        created_at: monday,
      })
      .execute()
    const signIn = await site.send('/sign-in', new URLSearchParams({ username: 'o', password }))
    const Cookie = (signIn.headers.get('Set-Cookie') ?? '').split(';')[0] ?? ''
    const made = await site.send(
      '/bureau/network',
      new URLSearchParams({ kind: 'lab', name: '省质检院', district: '', email: '', rhythm: '7' }),
      { Cookie },
    )
    const page = await made.text()
    const key = /qsn_[\w-]{32}/.exec(page)?.[0] ?? ''
    expect(key).not.toBe('')
    const list = await (await site.get('/bureau/network', { headers: { Cookie } })).text()
    expect(list).toContain('省质检院')
    expect(list).toContain('尚未报送')
    expect(list).not.toContain(key)
    expect((await site.get('/bureau/network')).headers.get('Location')).toContain('/sign-in')
  })
})
