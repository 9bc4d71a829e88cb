import type { Ground } from '../compose-report.ts'
import type { NetworkPlace } from '../count-network.ts'
import type { Chapter } from '../report-content.ts'
import { groups, sentenceOf } from '../report-words.ts'

/** How far the monitoring network reaches, whatever the district of the report. */
export function networkChapter({ city, standing: { network }, figures }: Ground): Chapter {
  const places = [...city.districts.map(({ id, zh }) => ({ id, zh })), { id: '', zh: '全市性成员' }]
  return {
    id: 'network',
    title: { zh: '监测网络', en: 'The monitoring network' },
    sentences: [sentenceOf(figures.network_districts), sentenceOf(figures.network_reporting)],
    blocks: [
      {
        kind: 'figures',
        caption: { zh: '覆盖（全市）', en: 'Reach (whole city)' },
        figures: [figures.network_districts, figures.network_reporting],
      },
      {
        kind: 'table',
        caption: { zh: '各区成员与报送', en: 'Members and reports by district' },
        heads: [
          { zh: '区', en: 'District' },
          { zh: '成员', en: 'Members' },
          { zh: '按约定报送', en: 'Keep their rhythm' },
          { zh: '期内报送', en: 'Reports' },
          { zh: '观察记录', en: 'Observations' },
        ],
        rows: places.map(({ id, zh }) => [zh, ...rowOf(network.find(({ district }) => district === id))]),
      },
    ],
  }
}

function rowOf(place: NetworkPlace | undefined): string[] {
  const { members = 0, reporting = 0, reports = 0, observations = 0 } = place ?? {}
  return [members, reporting, reports, observations].map(groups)
}
