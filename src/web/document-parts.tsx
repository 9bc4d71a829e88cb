import type { DocumentContent } from '../cases/documents/fill-form.ts'
import { Both } from './parts.tsx'

/** A document as it was sent, for the screen and for screen readers; the PDF beside it says the same. */
export function DocumentView({ content }: { content: DocumentContent }) {
  return (
    <article class="document" lang="zh-CN">
      <p class="document-bureau">{content.bureau.zh}</p>
      <h1>
        <Both {...content.title} />
      </h1>
      <p class="document-number">{content.number}</p>
      {content.paragraphs.map((paragraph) => (
        <p class="written">{paragraph}</p>
      ))}
      {content.arithmetic.map(({ clock, lines }) => (
        <details open>
          <summary>
            期限计算 <span lang="en">How it is counted</span>：{clock}
          </summary>
          <ul class="arithmetic">
            {lines.map((line) => (
              <li>{line}</li>
            ))}
          </ul>
        </details>
      ))}
      <p class="document-foot">
        {content.bureau.zh}
        <br />
        {content.date}
      </p>
    </article>
  )
}
