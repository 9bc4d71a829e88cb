import { may } from '../../accounts/permissions.ts'
import type { Context } from '../../context.ts'
import { Forbidden, Invalid } from '../../errors.ts'
import { importNotices, type NoticeCount } from '../import-notices.ts'
import { mediaTypeOf } from '../media-types.ts'
import { type NoticeSource, noticeSourceNames } from '../notice.ts'

/** Reads a document that an official hands in for a source. Throws Forbidden, and Invalid with a sentence for each field. */
export async function takeDocument(
  context: Context,
  { source, name, bytes }: { source: string; name: string; bytes: Uint8Array },
): Promise<NoticeCount> {
  if (!may(context.actor, 'keep_sources'))
    throw new Forbidden({ zh: '您的角色不能导入来源文件。', en: 'Your role may not hand in documents of sources.' })
  const known = noticeSourceNames.find((one): one is NoticeSource => one === source)
  const fields = {
    ...(known ? {} : { source: { zh: '请选择数据源。', en: 'Choose the source.' } }),
    ...(bytes.length > 0
      ? {}
      : { document: { zh: '请选择一个不是空的文件。', en: 'Choose a file that is not empty.' } }),
  }
  if (!known || bytes.length === 0)
    throw new Invalid({ zh: '还不能读取这份文件。', en: 'This document cannot be read yet.' }, fields)
  return importNotices(context, {
    source: known,
    name: name.slice(0, 200),
    mediaType: mediaTypeOf(name),
    bytes,
    way: 'upload',
  })
}
