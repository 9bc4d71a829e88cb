/** Sources that a machine writes, whose fields are to be right to 99 %, and Chinese pages, to 95 %. */
export type Kind = 'machine' | 'pages'
export type Sums = Record<Kind, { fields: number; right: number }>

/** A share in ten-thousandths; null of nothing. */
export function share(right: number, all: number): number | null {
  return all === 0 ? null : Math.round((right / all) * 10_000) / 10_000
}
