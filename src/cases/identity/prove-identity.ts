import { sealProof } from '../../accounts/identity-vault.ts'
import type { Context } from '../../context.ts'
import { decideMove } from '../acts/decide-move.ts'
import { recordMove } from '../acts/record-move.ts'
import { findOwnCase } from '../tracking/find-own-case.ts'
import { readProof, type TypedProof } from './identity-proof.ts'

/** A photo of the document, opened and stripped of its metadata. */
export type ProofPhoto = { mediaType: string; bytes: Uint8Array }

/**
 * Takes from the holder of the receipt what proves who they are. It goes sealed into the vault, for a custodian alone; the history says
 * only that it was given. Throws NotFound for an unknown receipt, Conflict when nothing is asked (any more), Invalid with a message per
 * field.
 */
export async function proveIdentity(
  context: Context,
  { receipt, typed, photo }: { receipt: string; typed: TypedProof; photo: ProofPhoto | null },
): Promise<void> {
  const found = await findOwnCase(context, receipt)
  const decided = decideMove(context, found, 'prove_identity', {})
  const given = readProof(typed)
  const checkId = found.identity.asked.at(-1)?.id ?? 0
  const kept = photo && { mediaType: photo.mediaType, base64: Buffer.from(photo.bytes).toString('base64') }
  const sealed = sealProof(context.vault, checkId, { ...given, photo: kept })
  await context.db.transaction().execute(async (tx) => {
    await recordMove(tx, context, decided)
    await tx.updateTable('identity_check').set(sealed).where('id', '=', checkId).execute()
  })
}
