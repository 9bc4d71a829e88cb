import type { z } from 'zod'
import { trackCase } from '../../cases/tracking/track-case.ts'
import type { Context } from '../../context.ts'
import { Invalid, type Said } from '../../errors.ts'
import { addToCase } from '../../intake/add-to-case.ts'
import { cleanAttachments } from '../../intake/clean-attachment.ts'
import { parseJointComplaint } from '../../intake/joint-filing.ts'
import { receiveJointComplaint } from '../../intake/receive-joint-complaint.ts'
import { attachmentScanner } from '../../intake/scan-attachment.ts'
import { shanghaiDate } from '../times.ts'
import { contextOf, type Web } from '../web.ts'
import { receiptAnswer, statusAnswer } from './answers.ts'
import { type Endpoint, jsonOf } from './endpoint.ts'
import { additionShape, complaintShape, receiptQuery, receiptShape, statusShape } from './shapes.ts'

/** Filing, following a case and adding to it: the receipt is the only key. */
export const complaintEndpoints: Endpoint[] = [
  {
    method: 'post',
    path: '/complaints',
    name: 'fileComplaint',
    summary: { zh: '提交投诉或举报', en: 'File a complaint or report' },
    description: {
      zh: '立即返回回执码、承办单位、适用的时限和理由。带同一个 submission_key 再次提交同样内容不会重复立案，返回同一回执。others 写共同投诉的其他人，每人各有案件和回执，一并调解；incident 写公开事件的编码，表示遇到的是同一件事。',
      en: 'Answers at once with receipt, bureau, time limits and reasons. The same content sent again under the same submission_key files nothing twice and gives the same receipt. With `others` one complaint of several people is filed: each gets an own case and receipt, and they are mediated together. `incident` is the code of a public incident that it is about as well.',
    },
    limit: 'filing',
    body: complaintShape,
    answers: [
      { status: 201, shape: receiptShape, summary: { zh: '已收到', en: 'Filed' } },
      {
        status: 200,
        shape: receiptShape,
        summary: { zh: '之前已收到，未重复立案', en: 'Came before; nothing was filed twice' },
      },
    ],
    refusals: [400, 409, 413, 415, 422, 429],
    handle: async (web, c) => {
      const context = contextOf(web, c)
      const filing = parseJointComplaint(await jsonOf(c), shanghaiDate(context.now))
      const [receipt, ...theirs] = await receiveJointComplaint(context, filing, { channel: 'api' })
      const others = theirs.map((one, place) => ({
        name: filing.others[place]?.contact?.name ?? '',
        receipt: one.receipt,
      }))
      return c.json(receiptAnswer(receipt, others), receipt.repeat ? 200 : 201)
    },
  },
  {
    method: 'post',
    path: '/complaints/status',
    name: 'trackComplaint',
    summary: { zh: '凭回执码查询进度', en: 'Track a case by its receipt' },
    description: {
      zh: '回执码放在请求正文里，不出现在地址中。',
      en: 'The receipt goes in the body, so that it stands in no address or log.',
    },
    limit: 'tracking',
    body: receiptQuery,
    answers: [{ status: 200, shape: statusShape, summary: { zh: '进度', en: 'How it stands' } }],
    refusals: [400, 404, 413, 415, 422, 429],
    handle: async (web, c) => {
      const query = receiptQuery.safeParse(await jsonOf(c))
      if (!query.success) throw new Invalid(noReceipt, { receipt: noReceipt })
      return c.json(statusAnswer(await trackCase(contextOf(web, c), query.data.receipt), web.world.publicUrl))
    },
  },
  {
    method: 'post',
    path: '/complaints/additions',
    name: 'addToComplaint',
    summary: { zh: '凭回执码补充', en: 'Add to a case by its receipt' },
    description: {
      zh: '案件结束前随时可以补充文字、照片或 PDF；单位请求补充时即为所补充的材料，时限继续计算。同样的文字和文件再次提交不重复记录。返回补充后的进度。',
      en: 'Words, photos or PDFs while the case is open; where the bureau asked for more it is that supplement, and the clocks run on. The same words and files sent again change nothing. Answers how the case stands then.',
    },
    limit: 'tracking',
    body: additionShape,
    bodyMax_bytes: 28 * 1024 * 1024,
    answers: [{ status: 200, shape: statusShape, summary: { zh: '补充后的进度', en: 'How it stands now' } }],
    refusals: [400, 404, 409, 413, 415, 422, 429],
    handle: async (web, c) => {
      const sent = additionShape.safeParse(await jsonOf(c))
      if (!sent.success) throw new Invalid(notReadable, faultsIn(sent.error))
      const { receipt, text, attachments } = sent.data
      const context = contextOf(web, c)
      await addAs(web, context, { receipt, text, attachments })
      return c.json(statusAnswer(await trackCase(context, receipt), web.world.publicUrl))
    },
  },
]

type Addition = z.infer<typeof additionShape>

/** Hands it in as the tracking page does, with the faults under the names that the program used. */
async function addAs(web: Web, context: Context, { receipt, text, attachments }: Addition): Promise<void> {
  const scan = attachmentScanner(web.config.clamd, (error) => web.log.warn({ err: error }, 'attachment not scanned'))
  const uploads = attachments.map(({ name, content }) => ({
    name,
    bytes: new Uint8Array(Buffer.from(content, 'base64')),
  }))
  try {
    await addToCase(context, { receipt, text, attachments: await cleanAttachments(uploads, scan) })
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    const { note, files, ...others } = error.fields
    const fields = { ...others, ...(note ? { text: note } : {}), ...(files ? { attachments: files } : {}) }
    throw new Invalid(error.said, fields)
  }
}

const notReadable: Said = {
  zh: '有内容需要修改，errors 逐项说明。',
  en: 'Something needs a change; errors says what.',
}

const faultsIn = (error: z.ZodError): Record<string, Said> =>
  Object.fromEntries(
    error.issues.map(({ path, message, ...issue }) => {
      const name = issue.code === 'unrecognized_keys' ? issue.keys.join('、') : path.join('.') || 'body'
      return [name, { zh: `${name}：格式不对，见接口说明`, en: `${name}: ${message}` }]
    }),
  )

const noReceipt: Said = { zh: '请在 receipt 中给出回执码', en: 'Give the receipt code in receipt' }
