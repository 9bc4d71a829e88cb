import type { Context } from '../context.ts'
import { actingAs } from './acting-as.ts'
import type { DeskWords } from './desk-words.ts'
import { playRecalls } from './play-recalls.ts'
import { playTrade } from './play-trade.ts'
import { playWatch } from './play-watch.ts'

/**
 * Fills the desks of trade, recalls and signals in a new demo by the acts that people would do. The demo's documents must have been
 * assessed and linked before. Nothing without the accounts of the demo.
 */
export async function playDesks(context: Context, words: DeskWords): Promise<void> {
  const { tradeBureau, dispatchBureau } = context.city
  const [official, officer, office] = await Promise.all([
    actingAs(context, 'trade_official', tradeBureau),
    actingAs(context, 'officer', tradeBureau),
    actingAs(context, 'joint_office', dispatchBureau),
  ])
  if (!official || !officer || !office) return
  await playRecalls(officer, words)
  await playTrade(official, words)
  await playWatch(office, words.watch)
}
