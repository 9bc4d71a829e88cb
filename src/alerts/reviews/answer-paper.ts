import type { Paper } from '../../cases/documents/document-pdf.ts'
import type { AnswerContent } from './answer-content.ts'
import { type InEither, pointPartNames, pointParts } from './opinion-point.ts'

/** The answer as it stands on paper: head, general statement, then a section for each comment. */
export function answerPaper(content: AnswerContent): Paper {
  const { number, symbol, member, title, products, hs, official, route, statement, points, bureau, date } = content
  return {
    title: { zh: 'WTO/TBT 通报评议意见表', en: 'Comments on a notification' },
    number,
    paragraphs: [
      `通报号：${symbol}。通报成员：${member.zh}（${member.en}）。`,
      `通报标题：${title.zh}${title.zh === title.en ? '' : ` ${title.en}`}`,
      `涉及产品：${products || '见通报'}${hs.length > 0 ? `（HS ${hs.join('、')}）` : ''}`,
      `官方评议截止日：${official ?? '未定'}。报送途径：${route.zh}。`,
      ...bothOf('总体意见', statement),
    ],
    sections: points.map((point, index) => ({
      heading: `意见 ${index + 1}　${point.place}`,
      lines: pointPartNames.flatMap((part) => bothOf(pointParts[part].zh, point[part])),
    })),
    bureau,
    date,
  }
}

function bothOf(name: string, { zh, en }: InEither): string[] {
  return [...(zh === '' ? [] : [`${name}：${zh}`]), ...(en === '' ? [] : [zh === '' ? `${name}：${en}` : en])]
}
