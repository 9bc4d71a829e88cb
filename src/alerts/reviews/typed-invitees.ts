import { Invalid, type Said } from '../../errors.ts'

export type Invitee = { kind: 'expert' | 'firm'; name: string; email: string }

export const inviteesMax = 40

/**
 * Reads a list of people or firms, a line each: name, then address. Throws Invalid on the field, naming the line that cannot be read;
 * nothing is invited then.
 */
export function readInvitees(kind: Invitee['kind'], field: string, typed: string): Invitee[] {
  const lines = typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.map((line, index) => {
    const [, name, email] = /^(.{2,80}?)[\s,，;；<（(]+([^\s@<>]+@[^\s@<>]+\.[a-z]{2,})[>）)]?$/i.exec(line) ?? []
    if (name === undefined || email === undefined || email.length > 254) throw cannotRead(field, index + 1, line)
    return { kind, name: name.trim(), email: email.toLowerCase() }
  })
}

function cannotRead(field: string, number: number, line: string): Invalid {
  const said: Said = {
    zh: `第 ${number} 行“${line.slice(0, 40)}”看不懂：先写名称，空一格，再写邮箱`,
    en: `Line ${number} cannot be read: write the name, a blank, then the address`,
  }
  return new Invalid(said, { [field]: said })
}
