import { randomUUID } from 'node:crypto'
import { recordAudit } from '../../accounts/record-audit.ts'
import { actorName, type Context } from '../../context.ts'
import type { Db } from '../../db/open.ts'
import { Invalid, type Said } from '../../errors.ts'
import { memberKey } from './member-key.ts'
import { type MemberKind, memberKinds } from './member-words.ts'
import { mustKeepNetwork } from './network-keeper.ts'

export type TypedMember = { kind: string; name: string; district: string; email: string; rhythm: string }

/**
 * Admits a member to the monitoring network; the key is answered once and kept nowhere. The same `submissionKey` again admits nobody twice and
 * answers the same key. Throws Forbidden, Invalid per field.
 */
export async function admitMember(
  context: Context,
  { submissionKey = randomUUID(), ...typed }: TypedMember & { submissionKey?: string },
): Promise<{ memberId: number; key: string }> {
  const { db, actor, now, secret } = context
  mustKeepNetwork(actor)
  const wanted = readMember(context, typed)
  const { key, hash, hint } = memberKey(secret, `${submissionKey}\0${wanted.name}`)
  const memberId = await db.transaction().execute(async (tx) => {
    const made = await tx
      .insertInto('network_member')
      .values({
        ...wanted,
        key_hash: hash,
        key_hint: hint,
        key_made_at: now,
        joined_at: now,
        joined_by: actorName(actor),
        owes_from: now,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) return sameMember(tx, hash)
    await recordAudit(tx, context, {
      act: 'member_admitted',
      subject: `member:${made.id}`,
      detail: { kind: wanted.kind },
    })
    return made.id
  })
  return { memberId, key }
}

/** The member that the same form admitted. Throws Invalid when it is another of that name. */
async function sameMember(tx: Db, hash: string): Promise<number> {
  const same = await tx.selectFrom('network_member').where('key_hash', '=', hash).select('id').executeTakeFirst()
  if (!same) throw new Invalid(known, { name: known })
  return same.id
}

function readMember({ city }: Context, { kind, name, district, email, rhythm }: TypedMember) {
  const days = Number(rhythm)
  const fields: Record<string, Said> = {
    ...(kind in memberKinds ? {} : { kind: fromList }),
    ...(name.trim().length >= 2 && name.length <= 80 ? {} : { name: sayName }),
    ...(district === '' || city.districts.some(({ id }) => id === district) ? {} : { district: fromList }),
    ...(email === '' || /^[^\s@]{1,64}@[^\s@]+\.[^\s@]+$/.test(email) ? {} : { email: sayMail }),
    ...(Number.isInteger(days) && days >= 1 && days <= 366 ? {} : { rhythm: sayRhythm }),
  }
  if (Object.keys(fields).length > 0) throw new Invalid(needsChange, fields)
  return {
    kind: kind as MemberKind,
    name: name.trim(),
    district: district || null,
    email: email || null,
    rhythm_days: days,
  }
}

const needsChange = { zh: '有内容需要修改，请看各栏的提示。', en: 'Some fields need a change.' }
const fromList = { zh: '请从列表中选择', en: 'Choose from the list' }
const sayName = { zh: '请写单位名称，2 至 80 字', en: 'Give its name, 2 to 80 characters' }
const sayMail = { zh: '请写单位的值班邮箱，或空着', en: 'Give a duty address of the institution, or leave it empty' }
const sayRhythm = { zh: '请写几天报一次，1 至 366', en: 'Say how many days between reports, 1 to 366' }
const known = { zh: '已有这个名称的成员', en: 'A member of this name is there already' }
