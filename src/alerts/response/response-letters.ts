import type { NewLetter } from '../../jobs/owe-letters.ts'
import type { Bilingual, City } from '../../reference/city.ts'

type About = { city: City; publicUrl: string; response: { id: number; title: string; drill: boolean } }
type Told = { bureau: string; reason: string; subject: Bilingual; lines: Bilingual[] }

/**
 * Letters to the duty desks of bureaus, one for each. A drill writes none: nobody who is not at the drill may take it for real.
 * None either where the city has no duty mail.
 */
export function responseLetters({ city, publicUrl, response }: About, told: Told[]): NewLetter[] {
  if (response.drill || city.dutyMail === null) return []
  const mail = city.dutyMail
  const url = `${publicUrl}/bureau/responses/${response.id}`
  return told.map(({ bureau, reason, subject, lines }) => ({
    what: `response:${response.id}`,
    recipient: mail.replace('{bureau}', bureau.toLowerCase()),
    reason: `${reason}:${bureau}`,
    subject: `【${subject.zh}】${response.title} ${subject.en}`,
    body: [
      `${city.bureaus.get(bureau)?.zh ?? bureau}：`,
      ...lines.map(({ zh }) => zh),
      url,
      '',
      ...lines.map(({ en }) => en),
      url,
    ].join('\n'),
  }))
}
