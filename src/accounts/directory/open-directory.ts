import * as oidc from 'openid-client'
import { Invalid, type Said } from '../../errors.ts'

export type DirectorySettings = {
  issuer: string
  clientId: string
  clientSecret: string
  label: string
  linkByEmail: boolean
  required: boolean
}

/** What the browser keeps while its owner is away at the directory, and must bring back. */
export type Departure = { state: string; nonce: string; verifier: string }

/** Whom the directory knows: its number for the person, and their address where it says that it is theirs and we asked. */
export type DirectoryPerson = { issuer: string; subject: string; email: string | null }

/** The city's own directory, as an OpenID Connect provider. Throws Invalid for whatever goes wrong there. */
export type Directory = {
  settings: DirectorySettings
  /** Where a browser goes to sign in there, and what it must bring back. */
  depart(): Promise<{ url: URL; departure: Departure }>
  /** Who came back, by the code in the address: the tokens are checked, read and let go here. */
  receive(returned: URL, departure: Departure): Promise<DirectoryPerson>
  /** Where a browser may leave the directory too; null when it offers no such page or does not answer. */
  exit(): Promise<URL | null>
}

type Opening = {
  settings: DirectorySettings
  returnUrl: string
  exitUrl: string
  /** Is told what went wrong in names of faults, never of a person or a token. */
  note: (fault: { code: string; error?: string }) => void
}

const answerWithin_s = 10

/**
 * Opens the directory by its discovery document, at the first use; what it says is kept until something goes wrong. Authorization code
 * flow with PKCE (RFC 7636), state and nonce (OpenID Connect Core 1.0, 3.1); signatures of ID tokens are checked even though they come
 * over TLS.
 */
export function openDirectory({ settings, returnUrl, exitUrl, note }: Opening): Directory {
  let known: Promise<oidc.Configuration> | null = null

  /** Runs one exchange; after a fault the discovery document is read anew, in case the directory changed. */
  async function asking<Answer>(exchange: (configuration: oidc.Configuration) => Promise<Answer>): Promise<Answer> {
    try {
      known ??= discover(settings)
      return await exchange(await known)
    } catch (error) {
      known = null
      note(faultOf(error))
      throw new Invalid(wordsFor(error))
    }
  }

  return {
    settings,
    depart: () => asking((configuration) => departTo(configuration, settings, returnUrl)),
    receive: (returned, departure) => asking((configuration) => personOf(configuration, settings, returned, departure)),
    exit: () => asking(async (configuration) => exitOf(configuration, exitUrl)).catch(() => null),
  }
}

function discover({ issuer, clientId, clientSecret }: DirectorySettings): Promise<oidc.Configuration> {
  const inClear = issuer.startsWith('http://') ? [oidc.allowInsecureRequests] : []
  return oidc.discovery(new URL(issuer), clientId, clientSecret, secretBy(clientSecret), {
    execute: [oidc.enableNonRepudiationChecks, ...inClear],
    timeout: answerWithin_s,
  })
}

/** The secret in the header unless the directory takes it in the form alone (OpenID Connect Core, 9: the header is the default). */
function secretBy(clientSecret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(clientSecret), oidc.ClientSecretPost(clientSecret)]
  return (server, ...request) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (taken.includes('client_secret_basic') ? basic : post)(server, ...request)
  }
}

async function departTo(
  configuration: oidc.Configuration,
  { linkByEmail }: DirectorySettings,
  returnUrl: string,
): Promise<{ url: URL; departure: Departure }> {
  const departure = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
  }
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: returnUrl,
    scope: linkByEmail ? 'openid email' : 'openid',
    state: departure.state,
    nonce: departure.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(departure.verifier),
    code_challenge_method: 'S256',
  })
  return { url, departure }
}

async function personOf(
  configuration: oidc.Configuration,
  { issuer, linkByEmail }: DirectorySettings,
  returned: URL,
  { state, nonce, verifier }: Departure,
): Promise<DirectoryPerson> {
  const tokens = await oidc.authorizationCodeGrant(configuration, returned, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('no ID token')
  if (!linkByEmail) return { issuer, subject: claims.sub, email: null }
  const elsewhere = configuration.serverMetadata().userinfo_endpoint !== undefined && claims.email === undefined
  const told = elsewhere ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
  const email = told.email_verified === true && typeof told.email === 'string' ? told.email.toLowerCase() : null
  return { issuer, subject: claims.sub, email }
}

function exitOf(configuration: oidc.Configuration, exitUrl: string): URL | null {
  if (configuration.serverMetadata().end_session_endpoint === undefined) return null
  return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: exitUrl })
}

/** The names of a fault. Its message and cause stay out of the log: they may hold what the directory answered. */
function faultOf(error: unknown): { code: string; error?: string } {
  if (!(error instanceof Error)) return { code: 'unknown' }
  const { name } = error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : name
  return 'error' in error && typeof error.error === 'string' ? { code, error: error.error.slice(0, 60) } : { code }
}

function wordsFor(error: unknown): Said {
  if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied') return declined
  if (error instanceof oidc.ClientError || error instanceof oidc.ResponseBodyError) return notProved
  return error instanceof oidc.AuthorizationResponseError ? notProved : unreachable
}

const declined: Said = {
  zh: '统一身份认证没有完成：已取消或未获许可。请重试，或找系统管理员。',
  en: 'Signing in at the directory was cancelled or not allowed. Try again or ask the administrator.',
}
const notProved: Said = {
  zh: '统一身份认证的答复没有通过核验，没有登录。请从本页重新开始；仍不行请找系统管理员。',
  en: 'The directory’s answer could not be verified; nobody was signed in. Start again from this page, or ask the administrator.',
}
const unreachable: Said = {
  zh: '暂时连不上统一身份认证，请稍后再试，或找系统管理员。',
  en: 'The directory cannot be reached now. Try again later or ask the administrator.',
}
