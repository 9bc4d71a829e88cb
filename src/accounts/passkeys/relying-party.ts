/** Who we are to a passkey: it is bound to this name, and an answer given to another origin is no answer (WebAuthn, 5.1 and 13.4.9). */
export type RelyingParty = { id: string; origin: string; name: string }

/** The relying party of the address under which people reach this service. */
export function relyingParty({ publicUrl }: { publicUrl: string }): RelyingParty {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin, name: '质量哨兵 Quality Sentinel' }
}

/** How a passkey remembers whose it is: nothing personal, the same for all passkeys of an account. */
export const userHandle = (accountId: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from(`account:${accountId}`))
