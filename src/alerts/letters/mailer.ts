import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Config } from '../../config.ts'

/** A letter as the mail system needs it. */
export type Mail = {
  id: number
  recipient: string
  subject: string
  body: string
  html?: string | null
  unsubscribeUrl: string | null
}

export type Mailer = { send: (mail: Mail) => Promise<void>; close: () => void }

/** Opens the way out: SMTP where configured, else one .eml file per letter under `outbox`, so that nothing is lost or sent by mistake. */
export function openMailer(config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'publicUrl'>): Mailer {
  const compose = (mail: Mail) => messageOf(mail, config)
  if (config.smtpUrl === null) return openOutbox(join(config.dataDir, 'outbox'), compose)
  const transport = createTransport({
    url: config.smtpUrl,
    pool: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
  return {
    send: async (mail) => {
      await transport.sendMail(compose(mail))
    },
    close: () => transport.close(),
  }
}

/** A file is written aside and renamed, so a letter sent twice after a crash is still one file. */
function openOutbox(folder: string, compose: (mail: Mail) => object): Mailer {
  const transport = createTransport({ streamTransport: true, buffer: true })
  return {
    send: async (mail) => {
      const { message } = await transport.sendMail(compose(mail))
      await mkdir(folder, { recursive: true })
      const file = join(folder, `${mail.id}.eml`)
      await writeFile(`${file}.part`, message as Buffer)
      await rename(`${file}.part`, file)
    },
    close: () => transport.close(),
  }
}

/** The Message-ID is fixed by the letter, so a mail system that gets it twice after a crash can tell. RFC 8058 for one-click. */
function messageOf(
  { id, recipient, subject, body, html, unsubscribeUrl }: Mail,
  config: Pick<Config, 'mailFrom' | 'publicUrl'>,
) {
  const host = new URL(config.publicUrl).hostname
  return {
    from: config.mailFrom,
    to: recipient,
    subject,
    text: unsubscribeUrl === null ? body : `${body}\n\n退订 Unsubscribe: ${unsubscribeUrl}`,
    ...(html ? { html } : {}),
    messageId: `<letter-${id}@${host}>`,
    headers: {
      'Auto-Submitted': 'auto-generated',
      ...(unsubscribeUrl === null
        ? {}
        : { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
    },
  }
}
