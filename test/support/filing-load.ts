import { randomInt, randomUUID } from 'node:crypto'

/** A filing that the server answered: it must be there, once, under this receipt. */
export type Acknowledged = { key: string; receipt: string; email: string }

/** What the clients of one load saw: answers, and keys whose fate is unknown because the connection broke. */
export type Load = { acknowledged: Acknowledged[]; unknown: string[]; refused: string[]; stop: () => Promise<void> } & {
  /** Waits until `more` further filings are acknowledged; fails at once when the server refuses one. */
  acknowledgedMore: (more: number) => Promise<void>
}

/**
 * Lets `clients` file complaints one after another until stopped or cut off, at an address that may change under them.
 * A client whose connection breaks sends the same filing again to the next address, as a person would.
 */
export function startLoad(clients: number, addressOf: (client: number) => string | null): Load {
  const load = { acknowledged: [] as Acknowledged[], unknown: [] as string[], refused: [] as string[] }
  let stopped = false
  const clientLoop = async (client: number) => {
    let complaint = aFiling()
    while (!stopped) {
      const answer = await file(addressOf(client), complaint)
      if (answer === 'cut') {
        await new Promise((resolve) => setTimeout(resolve, 20))
        continue
      }
      if (answer.status > 201) load.refused.push(`${answer.status} ${answer.body}`)
      else
        load.acknowledged.push({
          key: complaint.submission_key,
          receipt: answer.receipt,
          email: complaint.contact.email,
        })
      complaint = aFiling()
    }
    load.unknown.push(complaint.submission_key)
  }
  const loops = Array.from({ length: clients }, (_, client) => clientLoop(client))
  return Object.assign(load, {
    acknowledgedMore: async (more: number) => {
      const wanted = load.acknowledged.length + more
      const until = performance.now() + 60_000
      while (load.acknowledged.length < wanted) {
        if (load.refused.length > 0) throw new Error(`the server refused a filing: ${load.refused[0]}`)
        if (performance.now() > until) throw new Error(`${load.acknowledged.length} of ${wanted} filings were answered`)
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    },
    stop: async () => {
      stopped = true
      await Promise.all(loops)
    },
  })
}

const troubles = [
  '充电时电池鼓包冒烟，差点起火',
  '外壳开裂，一用就漏电',
  '少称了半斤，找店家不认',
  '退押金拖了三个月不退',
]
const things = ['电动自行车', '电热水壶', '水果礼盒', '健身卡', '儿童滑板车', '燃气热水器']

function aFiling() {
  const nth = randomInt(1_000_000)
  return {
    title: '',
    text: `编号${nth}：我买的${things[nth % things.length]}，${troubles[nth % troubles.length]}，请尽快处理。`,
    kind: 'complaint',
    contact: { email: `reporter-${nth}@example.com` },
    submission_key: randomUUID(),
  }
}

type Answer = { status: number; receipt: string; body: string }

async function file(address: string | null, complaint: object): Promise<Answer | 'cut'> {
  if (address === null) return 'cut'
  try {
    const response = await fetch(`${address}/api/v1/complaints`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(complaint),
    })
    const body = await response.text()
    return { status: response.status, receipt: response.ok ? JSON.parse(body).receipt : '', body }
  } catch {
    return 'cut'
  }
}
