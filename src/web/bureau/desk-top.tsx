import type { Said } from '../../errors.ts'
import { Both } from '../parts.tsx'

export type DeskPart<Part extends string> = Said & { part: Part; path: string }

type DeskTopProps<Part extends string> = { title: Said; parts: DeskPart<Part>[]; part: Part }

/** The heading of a desk and, as tabs, its parts. */
export function DeskTop<Part extends string>({ title, parts, part }: DeskTopProps<Part>) {
  return (
    <>
      <h1>
        <Both {...title} />
      </h1>
      <nav class="tabs" aria-label={`${title.zh} ${title.en}`}>
        <ul>
          {parts.map((one) => (
            <li>
              <a href={one.path} aria-current={one.part === part ? 'page' : undefined}>
                <Both zh={one.zh} en={one.en} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </>
  )
}
