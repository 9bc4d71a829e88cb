import { Notice } from '../parts.tsx'

/** The words of the source as they stand, folded away when long. */
export function OriginalText({ title, text }: { title: { zh: string; en: string }; text: string }) {
  if (text.trim() === '') return null
  const chinese = /\p{Script=Han}/u.test(text)
  return (
    <Notice title={title}>
      {text.length > 900 ? (
        <details>
          <summary>{`${text.slice(0, 160)}…`}</summary>
          <p class="written" lang={chinese ? undefined : 'en'}>
            {text}
          </p>
        </details>
      ) : (
        <p class="written" lang={chinese ? undefined : 'en'}>
          {text}
        </p>
      )}
    </Notice>
  )
}
