import type { LinkDecided } from '../../../alerts/links/list-decided-links.ts'
import { Badge, Both, type Column, Table } from '../../parts.tsx'
import { shanghaiTime } from '../../times.ts'
import { linkPaths } from './link-paths.ts'

/** What was decided last, by whom and why: also every no, which the machine remembers. */
export function DecidedLinksPage({ links, state }: { links: LinkDecided[]; state: 'confirmed' | 'rejected' | null }) {
  return (
    <>
      <p class="crumbs">
        <a href={linkPaths.desk}>
          <Both zh="关联核对" en="Links to check" />
        </a>
      </p>
      <h1>
        <Both zh="已决定的关联" en="Links that were decided" />
      </h1>
      <nav class="tabs" aria-label="决定 Decisions">
        <ul>
          {tabs.map((tab) => (
            <li>
              <a
                href={tab.state ? `${linkPaths.decided}?state=${tab.state}` : linkPaths.decided}
                aria-current={tab.state === state ? 'page' : undefined}
              >
                <Both zh={tab.zh} en={tab.en} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <p>
        <Both
          zh="人作的决定一直有效，机器不再改动，也不再提出；打开一项可以改。"
          en="What a person decided stands: the machine neither changes nor proposes it again. Open one to change it."
        />
      </p>
      <Table caption={{ zh: '已决定的关联', en: 'Links that were decided' }} columns={columns} rows={links} />
    </>
  )
}

const tabs = [
  { state: null, zh: '全部', en: 'All' },
  { state: 'confirmed', zh: '是', en: 'Yes' },
  { state: 'rejected', zh: '不是', en: 'No' },
] as const

const columns: Column<LinkDecided>[] = [
  {
    head: { zh: '本市', en: 'Here' },
    cell: (link) => <a href={linkPaths.pair(link)}>{link.oursTitle}</a>,
  },
  { head: { zh: '通报', en: 'Notice' }, cell: ({ theirsTitle }) => theirsTitle },
  {
    head: { zh: '决定', en: 'Decision' },
    cell: ({ state }) =>
      state === 'confirmed' ? <Badge tone="good" zh="是" en="yes" /> : <Badge tone="orange" zh="不是" en="no" />,
  },
  {
    head: { zh: '谁', en: 'Who' },
    cell: ({ decidedBy }) => decidedBy ?? <Both zh="自动" en="by itself" />,
  },
  { head: { zh: '何时', en: 'When' }, cell: ({ decidedAt }) => shanghaiTime(decidedAt) },
  { head: { zh: '理由', en: 'Why' }, cell: ({ reason }) => reason },
]
