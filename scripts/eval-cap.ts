import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { validateXML } from 'xmllint-wasm'
import { levelsUpward } from '../src/alerts/warning-acts.ts'
import { capAlert } from '../src/alerts/warnings/cap-alert.ts'
import { capFaults } from '../src/alerts/warnings/cap-faults.ts'
import type { PublicVersion } from '../src/alerts/warnings/version-rows.ts'
import {
  audiences,
  certainties,
  urgencies,
  type VersionChange,
  type WarningContent,
} from '../src/alerts/warnings/warning-content.ts'
import { loadCity } from '../src/reference/load-city.ts'
import { capDocument } from '../src/web/public/cap-document.ts'

/**
 * Checks CAP messages with xmllint against the schema of OASIS and with our own checks. Every `*.xml` in the folder: one named `…valid…`
 * must pass, one named `…invalid…` must fail. Then messages of our own, of every change, level, audience, language and kind of place, drills too.
 * Prints one JSON line each and last the sums. Ends with 3 when the folder or its CAP-v1.2.xsd is not there, with 1 when anything disagrees.
 */
const { values } = parseArgs({ options: { dir: { type: 'string', default: '../shared/vectors/cap' } } })
const schemaFile = join(values.dir, 'CAP-v1.2.xsd')
if (!existsSync(schemaFile)) {
  console.error(`No CAP-v1.2.xsd in ${values.dir}: nothing was checked.`)
  process.exit(3)
}
const schema = readFileSync(schemaFile, 'utf8')

const places = [
  { districts: [], streets: [] },
  { districts: ['FUTIAN'], streets: ['440304001'] },
  { districts: ['SHENSHAN', 'DAPENG'], streets: ['鲘门镇'] },
]
const said = { zh: '电池 <过热> & “起火”', en: 'A battery <overheats> & burns' }

const samples = readdirSync(values.dir)
  .filter((name) => name.endsWith('.xml'))
  .sort()
let wrong = 0
for (const name of samples) {
  const xml = readFileSync(join(values.dir, name), 'utf8')
  const expected = !name.includes('invalid')
  const { valid } = await validateXML({ xml: [{ fileName: name, contents: xml }], schema: [schema] })
  const faults = capFaults(xml)
  const right = valid === expected && (faults.length === 0) === expected
  if (!right) wrong += 1
  console.log(JSON.stringify({ sample: name, expected, xmllint: valid, own_faults: faults, right }))
}

const own = messages()
const files = own.map((contents, index) => ({ fileName: `own-${index}.xml`, contents }))
const { valid, errors } = await validateXML({ xml: files, schema: [schema] })
const faulty = own.filter((xml) => capFaults(xml).length > 0).length
if (!valid || faulty > 0) wrong += 1
for (const { message } of errors.slice(0, 10)) console.log(message)
console.log(
  JSON.stringify({ samples: samples.length, own_messages: own.length, own_valid: valid, own_faulty: faulty, wrong }),
)
process.exitCode = wrong > 0 ? 1 : 0

/** One message of every kind that this service can send. */
function messages(): string[] {
  const city = loadCity(process.env.CITY ?? 'city/shenzhen')
  return kindsOfVersion().map(({ version, drill }) =>
    capDocument(capAlert(version, { city, publicUrl: 'https://example.org', status: drill ? 'Test' : 'Actual' })),
  )
}

/** Every change with every level, audience and kind of place, real and as a drill. */
function kindsOfVersion(): { version: PublicVersion; drill: boolean }[] {
  const changes: VersionChange[] = ['issue', 'update', 'upgrade', 'downgrade', 'lift', 'expire']
  return changes.flatMap((change, nth) =>
    levelsUpward.flatMap((level) =>
      audiences.flatMap((audience) =>
        [0, 1, 2].flatMap((place) =>
          [true, false].map((drill) => ({ version: versionOf({ change, nth, level, audience, place, drill }), drill })),
        ),
      ),
    ),
  )
}

type Kind = Pick<PublicVersion, 'change' | 'drill'> &
  Pick<WarningContent, 'level' | 'audience'> & { nth: number; place: number }

function versionOf({ change, nth, level, audience, place, drill }: Kind): PublicVersion {
  const at = new Date('2026-11-16T02:00:00Z')
  return {
    warningId: 7,
    kind: (['quality', 'recall', 'bulletin'] as const)[place] ?? 'quality',
    number: nth + 1,
    change,
    content: contentOf({ change, nth, level, audience, place, drill }, at),
    ruleVersion: 'quality-1',
    at,
    earlier: Array.from({ length: nth }, (_, one) => ({ number: one + 1, at })),
    newest: true,
    drill,
  }
}

function contentOf({ change, nth, level, audience, place }: Kind, at: Date): WarningContent {
  return {
    level,
    levelReason: '',
    basis: { toll: null, risk: 'high', spread: 'cluster', signal: 'none' },
    title: said,
    matter: said,
    advice: { authorities: said, trade: said, public: said },
    note: change === 'issue' ? { zh: '', en: '' } : said,
    leaves: ['PROD.03', 'FOOD.01'],
    ...(places[place] ?? { districts: [], streets: [] }),
    beyondCity: false,
    audience,
    bureaus: [],
    firms: [],
    certainty: certainties[nth % certainties.length] ?? 'Likely',
    urgency: urgencies[place] ?? 'Expected',
    startsAt: at.toISOString(),
    endsAt: place === 0 ? '' : '2026-12-01T10:00:00.000Z',
    publisher: 'AMR',
    contact: '12345',
  }
}
