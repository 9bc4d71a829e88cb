import type { Child } from 'hono/jsx'
import { grounds, rulings } from '../cases/apart/apart.ts'
import type { ApartRead } from '../cases/apart/apart-rows.ts'
import { Both, Facts, Notice } from './parts.tsx'

type Props<One extends ApartRead> = {
  aparts: One[]
  /** What may be done about one, below it. */
  below?: (apart: One) => Child
}

/** What is judged apart: which judgement or demand, on which ground, the objection and the ruling. */
export function Aparts<One extends ApartRead>({ aparts, below }: Props<One>) {
  return (
    <>
      {aparts.map((apart) => (
        <Notice tone="yellow" title={{ zh: `评价单列（${apart.id}）`, en: 'Judged apart' }}>
          <Facts
            rows={[
              [{ zh: '单列什么', en: 'What' }, <What item={apart.item} />],
              [{ zh: '属于', en: 'Ground' }, <Both {...grounds[apart.ground]} />],
              [{ zh: '理由', en: 'Reason' }, apart.reason],
              [{ zh: '依据', en: 'Legal basis' }, apart.article],
              [{ zh: '异议', en: 'Objection' }, apart.objection],
              [{ zh: '裁定', en: 'Ruling' }, apart.upheld === null ? null : <Ruled {...apart} upheld={apart.upheld} />],
            ]}
          />
          {below?.(apart)}
        </Notice>
      ))}
    </>
  )
}

function What({ item }: { item: number | null }) {
  return item === null ? (
    <Both zh="对答复的评价" en="the judgement of the answer" />
  ) : (
    <Both zh={`第 ${item} 项诉求`} en={`demand ${item}`} />
  )
}

function Ruled({ upheld, ruling }: { upheld: boolean; ruling: string | null }) {
  return (
    <>
      <Both {...rulings[upheld ? 'upheld' : 'lifted']} /> {ruling}
    </>
  )
}
