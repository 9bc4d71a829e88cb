import type { TriageModel } from './model.ts'

/** The model's weights in a memory of their own, with room for one text's rows and its scores. */
export type ScoreKernel = {
  /** To be filled before `sum`, one for each row of the text. */
  factors: Float32Array
  scores: Float32Array
  /** Fills `scores` with the sums of factor × weight over the first `size` of `rows`. */
  sum(rows: Int32Array, size: number): void
  /** The same numbers as the model's weights. Who reads them here finds in the processor's cache what `sum` has just read. */
  weights: Int8Array
  /** Where a column's weights stand among them: that of row r at `from + r × stride`. */
  placeOf(column: number): { from: number; stride: number }
}

const ROWS_MAX = 65_536
const LANES = 16
const FACTORS_AT = ROWS_MAX * 4
const SCORES_AT = FACTORS_AT * 2
const SCORES_MAX = 1024
const WEIGHTS_AT = SCORES_AT + SCORES_MAX * 4
const PAGE = 65_536

/** Bytes that the processor fetches at once. */
const LINE = 64

const kernels = new WeakMap<Int8Array, ScoreKernel>()
let compiled: WebAssembly.Module | undefined

/** One per model, made at its first text (a few milliseconds) and kept as long as the model is. */
export function kernelOf(model: TriageModel): ScoreKernel {
  const known = kernels.get(model.weights)
  if (known) return known
  const columns = model.bias.length
  if (columns > SCORES_MAX - LANES) throw new Error(`triage model: ${columns} columns, at most ${SCORES_MAX - LANES}`)
  const parts = partsOf(columns, model.hashes.length)
  const pages = Math.ceil((WEIGHTS_AT + model.weights.length + LANES) / PAGE)
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages })
  const kernel = kernelIn(memory, columns, parts)
  for (const part of parts) layOut(model, kernel.weights, part)
  kernels.set(model.weights, kernel)
  return kernel
}

/** Some columns of all rows: of row r at `from + r × stride`. */
type Part = { firstColumn: number; columns: number; from: number; stride: number }

/**
 * Whole lines of columns, each row at the beginning of a line, and the few columns left over in rows of their own: of 131 weights
 * two lines are fetched and a piece of a third that other rows share, instead of three or four.
 */
function partsOf(columns: number, rows: number): Part[] {
  const whole = columns - (columns % LINE)
  const lines = { firstColumn: 0, columns: whole, from: 0, stride: whole }
  const rest = { firstColumn: whole, columns: columns - whole, from: whole * rows, stride: columns - whole }
  return [lines, rest].filter((part) => part.columns > 0)
}

function layOut({ weights, bias, hashes }: TriageModel, kept: Int8Array, part: Part): void {
  for (let row = 0; row < hashes.length; row += 1) {
    const first = row * bias.length + part.firstColumn
    kept.set(weights.subarray(first, first + part.columns), part.from + row * part.stride)
  }
}

function kernelIn(memory: { buffer: ArrayBuffer }, columns: number, parts: Part[]): ScoreKernel {
  compiled ??= new WebAssembly.Module(assembled())
  const { exports } = new WebAssembly.Instance(compiled, { m: { m: memory } })
  const sumColumns = exports.s as (end: number, column: number, out: number) => void
  const froms = new Int32Array(memory.buffer, 0, ROWS_MAX)
  return {
    factors: new Float32Array(memory.buffer, FACTORS_AT, ROWS_MAX),
    scores: new Float32Array(memory.buffer, SCORES_AT, columns),
    weights: new Int8Array(memory.buffer, WEIGHTS_AT),
    sum: (rows, size) => {
      for (const { firstColumn, columns, from, stride } of parts) {
        for (let j = 0; j < size; j += 1) froms[j] = WEIGHTS_AT + from + (rows[j] as number) * stride
        for (let c = 0; c < columns; c += LANES) sumColumns(size * 4, c, SCORES_AT + (firstColumn + c) * 4)
      }
    },
    placeOf: (column) => {
      const { firstColumn, from, stride } = parts.findLast((part) => part.firstColumn <= column) as Part
      return { from: from + column - firstColumn, stride }
    },
  }
}

const [I32, V128] = [0x7f, 0x7b]
const [END, COLUMN, OUT, AT, WEIGHT, FACTOR, HALF, SUM] = [0, 1, 2, 3, 4, 5, 6, 7]
const get = (local: number) => [0x20, local]
const set = (local: number) => [0x21, local]
const i32 = { load: [0x28, 2, 0], four: [0x41, 4], add: [0x6a], less: [0x49] }
const v128 = {
  load: [0xfd, 0x00, 0, 0],
  loadSplat: (offset: number) => [0xfd, 0x09, 2, ...leb(offset)],
  store: (offset: number) => [0xfd, 0x0b, 2, ...leb(offset)],
}
const widen = {
  i8Low: [0xfd, 0x87, 0x01],
  i8High: [0xfd, 0x88, 0x01],
  i16Low: [0xfd, 0xa7, 0x01],
  i16High: [0xfd, 0xa8, 0x01],
  toF32: [0xfd, 0xfa, 0x01],
}
const f32 = { multiply: [0xfd, 0xe6, 0x01], add: [0xfd, 0xe4, 0x01] }

/**
 * A WebAssembly module of one function `s(end, column, out)`: sixteen columns' sums over the rows, four lanes in each of four
 * registers. Plain JavaScript takes several times as long. The numbers above are those of the WebAssembly core specification,
 * chapter 5 (Binary Format).
 */
function assembled(): Uint8Array<ArrayBuffer> {
  const loop = [
    ...[0x03, 0x40],
    ...[...get(AT), ...i32.load, ...get(COLUMN), ...i32.add, ...v128.load, ...set(WEIGHT)],
    ...[...get(AT), ...v128.loadSplat(FACTORS_AT), ...set(FACTOR)],
    ...[...get(WEIGHT), ...widen.i8Low, ...set(HALF), ...addFour(0, widen.i16Low), ...addFour(1, widen.i16High)],
    ...[...get(WEIGHT), ...widen.i8High, ...set(HALF), ...addFour(2, widen.i16Low), ...addFour(3, widen.i16High)],
    ...[...get(AT), ...i32.four, ...i32.add, ...set(AT)],
    ...[...get(AT), ...get(END), ...i32.less, 0x0d, 0],
    0x0b,
  ]
  const store = [0, 1, 2, 3].flatMap((four) => [...get(OUT), ...get(SUM + four), ...v128.store(four * 16)])
  const locals = [2, 1, I32, 7, V128]
  const body = [...locals, ...loop, ...store, 0x0b]
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 3, I32, I32, I32, 0]),
    ...section(2, [1, 1, 0x6d, 1, 0x6d, 0x02, 0x00, 1]),
    ...section(3, [1, 0]),
    ...section(7, [1, 1, 0x73, 0x00, 0]),
    ...section(10, [1, ...leb(body.length), ...body]),
  ])
}

/** sum[register] += factor × four of the weights in HALF. */
const addFour = (register: number, four: number[]): number[] => [
  ...[...get(SUM + register), ...get(HALF), ...four, ...widen.toF32],
  ...[...get(FACTOR), ...f32.multiply, ...f32.add, ...set(SUM + register)],
]

const section = (id: number, content: number[]): number[] => [id, ...leb(content.length), ...content]

/** An unsigned number as LEB128. */
function leb(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]
}
