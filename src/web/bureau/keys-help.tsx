import type { Said } from '../../errors.ts'
import { Both } from '../parts.tsx'

/** Shown by the script alone: without it there are no keys. They can be turned off (WCAG 2.1.4). */
export function KeysHelp({ keys }: { keys: [string, Said][] }) {
  return (
    <details class="desk-keys" data-keys-help hidden>
      <summary>
        <Both zh="快捷键" en="Keys" />
      </summary>
      <label class="choice">
        <input type="checkbox" data-keys-on checked />
        <span>
          <Both zh="使用单键快捷键" en="Use single keys" />
        </span>
      </label>
      <ul>
        {keys.map(([key, said]) => (
          <li>
            <kbd>{key}</kbd> <Both {...said} />
          </li>
        ))}
      </ul>
    </details>
  )
}
