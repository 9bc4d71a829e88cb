import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

/** What a reporter left of themselves; at least one is there. */
export type Identity = { name: string | null; phone: string | null; email: string | null }

/** What a complainant gives to prove who they are: the document's kind and number and, where one was sent, its photo. */
export type IdentityProof = {
  name: string
  document: string
  number: string
  photo: { mediaType: string; base64: string } | null
}

/** The keys outside the database: new records are sealed under `current`, the others still open old ones. 32 bytes each; none can be printed. */
export type VaultKeys = { current: string; keys: ReadonlyMap<string, KeyObject> }

/** An identity as it is kept: under a key of its own, which only a vault key opens. */
export type SealedIdentity = { key_id: string; wrapped_key: Buffer; sealed: Buffer }

const cipher = 'aes-256-gcm'
const keyBytes = 32
const nonceBytes = 12
const tagBytes = 16

/**
 * Reads VAULT_KEYS, `id:base64,id:base64`, the current key first (`openssl rand -base64 32`). Without it one key is derived from the
 * service's secret (HKDF, RFC 5869), which is outside the database too. Throws a sentence for a key that is not 32 bytes.
 */
export function readVaultKeys(setting: string | null, secret: string): VaultKeys {
  if (setting === null) {
    const derived = createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', 'identity vault', keyBytes)))
    return { current: 'secret', keys: new Map([['secret', derived]]) }
  }
  const pairs = setting.split(',').map((pair) => readKey(pair.trim()))
  return { current: pairs[0]?.[0] ?? '', keys: new Map(pairs) }
}

function readKey(pair: string): [string, KeyObject] {
  const [id = '', text = ''] = pair.split(':')
  const key = Buffer.from(text, 'base64')
  if (/^[\w-]{1,40}$/.test(id) && key.length === keyBytes) return [id, createSecretKey(key)]
  throw new Error(
    `VAULT_KEYS：应为“编号:密钥”，密钥是 base64 的 32 字节（openssl rand -base64 32）。\nVAULT_KEYS: write id:key, the key 32 bytes in base64.`,
  )
}

/** Seals an identity for one report (AES-256-GCM, NIST SP 800-38D): moved to another report's row it does not open. */
export function sealIdentity(vault: VaultKeys, reportId: number, identity: Identity): SealedIdentity {
  return seal(vault, ofReport(reportId), identity)
}

/** Seals what a reporter gave to prove who they are, for one check of identity. */
export function sealProof(vault: VaultKeys, checkId: number, proof: IdentityProof): SealedIdentity {
  return seal(vault, ofCheck(checkId), proof)
}

/** Seals whom to ask at a firm that says a measure hits it. */
export function sealHitContact(vault: VaultKeys, hitId: number, contact: Identity): SealedIdentity {
  return seal(vault, ofHit(hitId), contact)
}

/** Opens it. Throws when the key is not there or a byte was changed. */
export function openIdentity(vault: VaultKeys, reportId: number, sealed: SealedIdentity): Identity {
  return open(vault, ofReport(reportId), sealed) as Identity
}

/** As a row holds it: the embedded database answers plain bytes, and an erased identity has none. */
type Kept = { key_id: string | null; wrapped_key: Uint8Array | null; sealed: Uint8Array | null }

/** Opens an identity as its row holds it; null when it was erased. Throws as `openIdentity` does. */
export function openKept(vault: VaultKeys, reportId: number, kept: Kept): Identity | null {
  const sealed = sealedIn(kept)
  return sealed && openIdentity(vault, reportId, sealed)
}

/** Opens a proof of identity as its row holds it; null when there is none or it was erased. Throws as `openIdentity` does. */
export function openProofKept(vault: VaultKeys, checkId: number, kept: Kept): IdentityProof | null {
  const sealed = sealedIn(kept)
  return sealed && (open(vault, ofCheck(checkId), sealed) as IdentityProof)
}

/** Opens whom to ask at a firm as its row holds it; null when nothing was left or it was erased. Throws as `openIdentity` does. */
export function openHitContact(vault: VaultKeys, hitId: number, kept: Kept): Identity | null {
  const sealed = sealedIn(kept)
  return sealed && (open(vault, ofHit(hitId), sealed) as Identity)
}

/** The record's own key wrapped under the current vault key; the record itself, of `ofReport`, `ofCheck` or `ofHit`, is not opened. */
export function rewrapKey(
  vault: VaultKeys,
  of: Buffer,
  { key_id, wrapped_key }: Omit<SealedIdentity, 'sealed'>,
): Omit<SealedIdentity, 'sealed'> {
  const own = unlock(keyOf(vault, key_id), wrapped_key, of)
  return { key_id: vault.current, wrapped_key: lock(keyOf(vault, vault.current), own, of) }
}

export const ofReport = (reportId: number): Buffer => Buffer.from(`report:${reportId}`)
export const ofCheck = (checkId: number): Buffer => Buffer.from(`identity_check:${checkId}`)
export const ofHit = (hitId: number): Buffer => Buffer.from(`hit:${hitId}`)

function seal(vault: VaultKeys, of: Buffer, content: Identity | IdentityProof): SealedIdentity {
  const own = randomBytes(keyBytes)
  const sealed = lock(own, Buffer.from(JSON.stringify(content)), of)
  return { key_id: vault.current, wrapped_key: lock(keyOf(vault, vault.current), own, of), sealed }
}

function open(vault: VaultKeys, of: Buffer, { key_id, wrapped_key, sealed }: SealedIdentity): unknown {
  const own = unlock(keyOf(vault, key_id), wrapped_key, of)
  return JSON.parse(unlock(own, sealed, of).toString())
}

function sealedIn({ key_id, wrapped_key, sealed }: Kept): SealedIdentity | null {
  if (key_id === null || wrapped_key === null || sealed === null) return null
  return { key_id, wrapped_key: Buffer.from(wrapped_key), sealed: Buffer.from(sealed) }
}

/** A short secret of an account under the current vault key, as text: `key id:base64`. */
export function lockSecret(vault: VaultKeys, accountId: number, secret: string): string {
  const locked = lock(keyOf(vault, vault.current), Buffer.from(secret), Buffer.from(`account:${accountId}`))
  return `${vault.current}:${locked.toString('base64')}`
}

/** The secret again. Throws when its key is not there or a byte was changed. */
export function unlockSecret(vault: VaultKeys, accountId: number, locked: string): string {
  const [id = '', text = ''] = locked.split(':')
  return unlock(keyOf(vault, id), Buffer.from(text, 'base64'), Buffer.from(`account:${accountId}`)).toString()
}

function keyOf({ keys }: VaultKeys, id: string): KeyObject {
  const key = keys.get(id)
  if (!key) throw new Error(`VAULT_KEYS 中没有 ${id} / the vault key ${id} is not configured`)
  return key
}

function lock(key: KeyObject | Buffer, plain: Buffer, about: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const locking = createCipheriv(cipher, key, nonce).setAAD(about)
  const body = Buffer.concat([locking.update(plain), locking.final()])
  return Buffer.concat([nonce, locking.getAuthTag(), body])
}

function unlock(key: KeyObject | Buffer, locked: Buffer, about: Buffer): Buffer {
  const opening = createDecipheriv(cipher, key, locked.subarray(0, nonceBytes)).setAAD(about)
  opening.setAuthTag(locked.subarray(nonceBytes, nonceBytes + tagBytes))
  return Buffer.concat([opening.update(locked.subarray(nonceBytes + tagBytes)), opening.final()])
}
