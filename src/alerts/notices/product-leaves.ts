import type { City, Leaf } from '../../reference/city.ts'
import { findWords, wordIndex } from './product-words.ts'

/** The leaves that a recall or a bulletin can concern: those to which the city's product groups lead, in the order of the sectors. */
export function productLeaves({ leaves, productGroups }: City): Leaf[] {
  const led = new Set(productGroups.map(({ leaf }) => leaf))
  return [...leaves.values()].filter(({ code }) => led.has(code))
}

/** The leaf of a product by the first of the city's product groups that its name holds; undefined where it holds none. */
export function leafOfProduct(city: City, product: string): Leaf | undefined {
  const group = findWords(product, wordIndex(city))[0]?.group
  return group && city.leaves.get(group.leaf)
}
