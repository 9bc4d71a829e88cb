import { z } from 'zod'

const Settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  HOST: z.string().default('0.0.0.0'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8080),
  /** A real PostgreSQL; without it the database is embedded in DATA_DIR. */
  DATABASE_URL: z.url().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  DATA_DIR: z.string().default('data'),
  CITY: z.string().default('city/shenzhen'),
  /** Documents of sources dropped into INBOX_DIR/<source>/ are read; without it, DATA_DIR/inbox. */
  INBOX_DIR: z.string().optional(),
  /** Where people reach this service; links in letters start with it. */
  PUBLIC_URL: z.url().optional(),
  /** 32+ characters shared by all processes: keys receipts and unsubscribe links. Made in DATA_DIR when embedded. */
  SECRET_KEY: z.string().min(32).optional(),
  /** id:base64,id:base64 — seals reporters' identities, the current key first; without it one is derived from SECRET_KEY. */
  VAULT_KEYS: z.string().optional(),
  /** In production, while no account exists: the password of the first, `admin`, who opens the others. */
  ADMIN_PASSWORD: z.string().min(12).optional(),
  /** smtp://user:password@host:port; without it letters are written as .eml under DATA_DIR/outbox. */
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default('质量哨兵 Quality Sentinel <no-reply@localhost>'),
  /** host:port of a ClamAV daemon; without it attachments are marked unscanned. */
  CLAMD: z.string().optional(),
  /** How many proxies of our own stand in front and append to X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  /** Keys that programs must show to file through Open311, with commas between; without it any program may. */
  OPEN311_API_KEYS: z.string().optional(),
  /** The city's own directory (OpenID Connect, e.g. https://id.example.gov.cn/realms/city): staff sign in there too. All three or none. */
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What staff call the directory; it stands on the button. */
  OIDC_LABEL: z.string().max(20).default('统一身份认证'),
  /** yes: a verified e-mail address of the directory that exactly one account has links the two at the first sign-in. */
  OIDC_LINK_BY_EMAIL: z.enum(['yes', 'no']).default('no'),
  /** yes: nobody but the first administrator signs in without the directory. */
  OIDC_REQUIRED: z.enum(['yes', 'no']).default('no'),
  FILINGS_PER_HOUR: z.coerce.number().int().min(1).default(30),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Config = ReturnType<typeof readConfig>

/** Reads what this machine was told. Throws one sentence per wrong setting. */
export function readConfig(env: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`配置有误 Settings are wrong:\n${faults.join('\n')}`)
  }
  const set = parsed.data
  if (set.DATABASE_URL && !set.SECRET_KEY) {
    throw new Error(
      '配置有误 Settings are wrong:\nSECRET_KEY: needed with DATABASE_URL, the same on every process (openssl rand -hex 32)',
    )
  }
  const directory = directoryOf(set)
  return {
    production: set.NODE_ENV === 'production',
    web: set.ROLE !== 'worker',
    worker: set.ROLE !== 'web',
    host: set.HOST,
    port: set.PORT,
    databaseUrl: set.DATABASE_URL ?? null,
    databasePool: set.DATABASE_POOL,
    dataDir: set.DATA_DIR,
    city: set.CITY,
    inboxDir: set.INBOX_DIR ?? `${set.DATA_DIR}/inbox`,
    publicUrl: (set.PUBLIC_URL ?? `http://localhost:${set.PORT}`).replace(/\/$/, ''),
    secretKey: set.SECRET_KEY ?? null,
    vaultKeys: set.VAULT_KEYS ?? null,
    adminPassword: set.ADMIN_PASSWORD ?? null,
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.MAIL_FROM,
    clamd: set.CLAMD ?? null,
    trustedProxies: set.TRUSTED_PROXIES,
    open311Keys: (set.OPEN311_API_KEYS ?? '').split(',').flatMap((key) => key.trim() || []),
    directory,
    filingsPerHour: set.FILINGS_PER_HOUR,
    logLevel: set.LOG_LEVEL,
  }
}

/** The directory that staff may sign in at; null without one. Throws a sentence for half a setting, and for one read in clear over the network. */
function directoryOf(set: z.infer<typeof Settings>) {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = set
  if (!issuer || !clientId || !clientSecret) {
    const wanted = [issuer, clientId, clientSecret, set.OIDC_REQUIRED === 'yes', set.OIDC_LINK_BY_EMAIL === 'yes']
    if (!wanted.some(Boolean)) return null
    throw new Error(
      '配置有误 Settings are wrong:\nOIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: all three are needed for the directory',
    )
  }
  if (set.NODE_ENV === 'production' && !issuer.startsWith('https://')) {
    throw new Error('配置有误 Settings are wrong:\nOIDC_ISSUER: must begin with https:// in production')
  }
  return {
    issuer: issuer.replace(/\/$/, ''),
    clientId,
    clientSecret,
    label: set.OIDC_LABEL,
    linkByEmail: set.OIDC_LINK_BY_EMAIL === 'yes',
    required: set.OIDC_REQUIRED === 'yes',
  }
}
