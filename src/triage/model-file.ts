import { DANGER_COLUMNS, indexOf, type TriageModel } from './model.ts'

/** The part of a model that people can read; the numbers of the features are in the binary file beside it. */
export type ModelHeader = Omit<TriageModel, 'hashes' | 'idf' | 'rowScales' | 'bias' | 'weights' | 'index'> & {
  features: number
}

/** Binary layout, little-endian: hashes i32[f], idf f32[f], row scales f32[f], bias f32[c], weights i8[f × c]. */
export function packModel(model: TriageModel): { header: ModelHeader; binary: Uint8Array } {
  const { hashes, idf, rowScales, bias, weights, index: _, ...rest } = model
  const parts = [hashes, idf, rowScales, bias, weights].map(
    (part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength),
  )
  const binary = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    binary.set(part, at)
    at += part.length
  }
  return { header: { ...rest, features: hashes.length }, binary }
}

/** Throws when the binary is not as long as its header says. */
export function unpackModel({ features, ...header }: ModelHeader, binary: Uint8Array): TriageModel {
  const columns = header.leaves.length + header.leads.length + DANGER_COLUMNS
  const expected = features * 12 + columns * 4 + features * columns
  if (binary.byteLength !== expected)
    throw new Error(`triage model: ${binary.byteLength} bytes, its header says ${expected}`)
  const buffer = binary.buffer.slice(binary.byteOffset, binary.byteOffset + binary.byteLength) as ArrayBuffer
  const hashes = new Int32Array(buffer, 0, features)
  const idf = new Float32Array(buffer, features * 4, features)
  const rowScales = new Float32Array(buffer, features * 8, features)
  const bias = new Float32Array(buffer, features * 12, columns)
  const weights = new Int8Array(buffer, features * 12 + columns * 4, features * columns)
  return { ...header, hashes, idf, rowScales, bias, weights, index: indexOf(hashes) }
}
