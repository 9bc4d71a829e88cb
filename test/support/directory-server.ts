import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { afterAll } from 'vitest'

type Person = { email?: string; email_verified?: boolean }

/** A city's directory: an OpenID provider by others, over HTTP, until the file's last test. Whoever is named in `atDesk` signs in there. */
export type DirectoryServer = {
  issuer: string
  clientId: string
  clientSecret: string
  people: Map<string, Person>
  atDesk: { subject: string | null }
  /** What its token endpoint answered, to look for it where it must not be. */
  answered: string[]
}

const clientId = 'quality-sentinel'

/** Opens the directory; it sends people back to `site` and nowhere else. */
export async function useDirectoryServer(site: string): Promise<DirectoryServer> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clientSecret = randomBytes(24).toString('base64url')
  const people = new Map<string, Person>()
  const atDesk: DirectoryServer['atDesk'] = { subject: null }
  const answered: string[] = []
  const provider = providerAt(issuer, { site, clientSecret, people })
  provider.use(async (context, next) => {
    await next()
    if (context.path === '/token') answered.push(JSON.stringify(context.body))
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/desk')) return void answer(request, response)
    const result = atDesk.subject === null ? { error: 'access_denied' } : { login: { accountId: atDesk.subject } }
    provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false }).catch(() => {
      response.writeHead(500).end()
    })
  })
  afterAll(() => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return { issuer, clientId, clientSecret, people, atDesk, answered }
}

type Settings = { site: string; clientSecret: string; people: Map<string, Person> }

function providerAt(issuer: string, { site, clientSecret, people }: Settings): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${site}/sign-in/directory/return`],
        post_logout_redirect_uris: [`${site}/sign-in`],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    interactions: { url: () => '/desk' },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: async () => ({ sub: accountId, ...people.get(accountId) }),
    }),
    /** The city's own service needs nobody's consent. */
    loadExistingGrant: async (context) => {
      const grant = new context.oidc.provider.Grant({ clientId, accountId: context.oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
}
