import type { Context, Role } from '../context.ts'
import { hashPassword, newPassword } from './password.ts'

export type DemoAccount = { username: string; name: string; role: Role; bureau: string; password: string }

type Wanted = Omit<DemoAccount, 'password' | 'name'>

/**
 * Staff for trying the service out: a dispatcher, the joint-meeting office and its convener, a head of bureau, a trade official, two custodians, an
 * auditor, an administrator and one officer for every bureau. Made once, in a database without any account, under one password drawn for this installation, which is
 * answered here and kept nowhere. Never call it in production.
 */
export async function makeDemoAccounts(context: Context): Promise<DemoAccount[]> {
  const { db, now } = context
  if (await db.selectFrom('account').select('id').limit(1).executeTakeFirst()) return []
  const password = newPassword()
  const accounts = wanted(context).map((account, position) => ({ ...account, name: demoName(position), password }))
  const rows = await Promise.all(
    accounts.map(async ({ password: _, ...account }) => ({
      ...account,
      password_hash: await hashPassword(password),
      created_at: now,
    })),
  )
  const made = await db
    .insertInto('account')
    .values(rows)
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('username')
    .execute()
  return accounts.filter(({ username }) => made.some((row) => row.username === username))
}

function wanted(context: Context): Wanted[] {
  const { city } = context
  const officers = [...city.bureaus.values()]
    .filter(({ party }) => !party)
    .map(({ id }): Wanted => ({ username: id.toLowerCase(), role: 'officer', bureau: id }))
  const desk = city.dispatchBureau
  return [
    { username: 'dispatcher', role: 'dispatcher', bureau: desk },
    { username: 'office', role: 'joint_office', bureau: desk },
    { username: 'convener', role: 'convener', bureau: desk },
    { username: 'head', role: 'head', bureau: standardsBureau(context) },
    { username: 'trade', role: 'trade_official', bureau: standardsBureau(context) },
    { username: 'custodian', role: 'custodian', bureau: desk },
    { username: 'custodian-2', role: 'custodian', bureau: desk },
    { username: 'auditor', role: 'auditor', bureau: desk },
    { username: 'admin', role: 'administrator', bureau: desk },
    ...officers,
  ]
}

/** Technical measures abroad are read where standards are kept; a city that names no such bureau reads them at its desk. */
function standardsBureau({ city }: Context): string {
  const keeper = [...city.bureaus.values()].find(({ remit }) => remit.some((duty) => duty.includes('标准')))
  return keeper?.id ?? city.dispatchBureau
}

const surnames = [...'陈林黄张李王吴刘杨周许郑梁谢罗郭曾邓叶何']
const givenNames = [
  '静怡',
  '伟明',
  '晓雯',
  '志强',
  '雅琴',
  '建华',
  '思远',
  '美玲',
  '国栋',
  '欣妍',
  '俊杰',
  '丽娟',
  '海涛',
]

/** Surnames and given names turn at different lengths, so that no two people of a city share a name. */
function demoName(position: number): string {
  return `${surnames[position % surnames.length]}${givenNames[position % givenNames.length]}`
}
