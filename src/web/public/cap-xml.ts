import { type CapStatus, capAlert } from '../../alerts/warnings/cap-alert.ts'
import type { PublicVersion } from '../../alerts/warnings/version-rows.ts'
import type { Web } from '../web.ts'
import { capDocument } from './cap-document.ts'

/** One version as a CAP 1.2 document. */
export function capXml(web: Web, version: PublicVersion): string {
  const { city, publicUrl } = web.world
  const elements = capAlert(version, { city, publicUrl, status: capStatusOf(web) })
  return capDocument(elements)
}

/** The messages of a demo are tests, so that no program takes them for warnings. */
const capStatusOf = ({ config }: Web): CapStatus => (config.production ? 'Actual' : 'Test')
