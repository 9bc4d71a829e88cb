import type { Context, World } from '../../src/context.ts'
import { registerCreditRules } from '../../src/enterprises/grade/register-credit-rules.ts'
import { regradeFirms } from '../../src/enterprises/grade/regrade-firms.ts'
import { importRegister } from '../../src/enterprises/register/import-register.ts'
import type { SheetName } from '../../src/enterprises/register/register-sheets.ts'
import { contextOf } from '../support/world.ts'

/** Credit codes of nobody, with check characters that fit. */
export const codes = {
  kettle: '91440300000000019B',
  toys: '914403000000000276',
  kitchen: '914403000000000351',
  kitchenBranch: '91440300000000043U',
  battery: '91440300000000123F',
}

/** A CSV of rows under the headings of the first. */
export function sheet(rows: Record<string, string>[]): Uint8Array {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
  return new TextEncoder().encode(lines.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\n'))
}

/** Takes rows into the register as `npm run import` does. */
export function takeIn(world: World, name: SheetName, rows: Record<string, string>[], now?: Date) {
  const context = contextOf(world, { actor: { kind: 'operator' }, ...(now ? { now } : {}) })
  return importRegister(context, { sheet: name, name: `${name}.csv`, bytes: sheet(rows) })
}

/** A firm in the register under the rules of the city; say only what the test is about. */
export async function aFirm(world: World, said: Record<string, string> = {}): Promise<{ id: number; code: string }> {
  await registerCreditRules(contextOf(world, { actor: { kind: 'operator' } }))
  const usual = {
    code: codes.kettle,
    name: '深圳市虚构一号电器有限公司',
    size: 'small',
    address: '深圳市宝安区西乡街道固戍一路1号',
  }
  const row = { ...usual, ...said }
  await takeIn(world, 'enterprises', [row])
  return world.db.selectFrom('enterprise').select(['id', 'code']).where('code', '=', row.code).executeTakeFirstOrThrow()
}

/** Runs the worker's round until nothing is due. */
export async function regrade(world: World, now?: Date): Promise<void> {
  const context: Context = contextOf(world, { actor: { kind: 'job', name: 'regrade-firms' }, ...(now ? { now } : {}) })
  while ((await regradeFirms(context)) > 0);
}

/** A penalty, failed sample or other fact as a row of its sheet. */
export const aFact = (said: Record<string, string> = {}) => ({
  code: codes.kettle,
  document_no: '样字1号',
  result: 'fail',
  subject: '电热水壶',
  authority: '深圳市市场监督管理局',
  bureau: 'AMR',
  happened_on: '2026-10-12',
  ...said,
})
