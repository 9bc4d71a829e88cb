import { type ColourProposal, colourNames } from '../../../alerts/warnings/warning-colour.ts'
import type { Said } from '../../../errors.ts'
import type { WarningRules } from '../../../reference/warning-rules.ts'
import { Both, warningLevels } from '../../parts.tsx'

/** What the rule proposes and why, and which single step would change it. */
export function Proposal({ proposal, rules }: { proposal: ColourProposal; rules: WarningRules }) {
  const { level, reasons, flips } = proposal
  return (
    <section class="part" aria-labelledby="proposal">
      <h2 id="proposal">
        <Both zh="规则建议" en="What the rule proposes" />
      </h2>
      <p>
        <strong>
          <Both {...(level === null ? noColour : warningLevels[level])} />
        </strong>
      </p>
      <ul class="reasons">
        {reasons.map((reason) => (
          <li>
            <Both
              zh={`${parts[reason.part].zh}：${colourOf(reason.level).zh}`}
              en={`${parts[reason.part].en}: ${colourOf(reason.level).en}`}
            />
            <br />
            <Both zh={reason.zh} en={reason.en} />
          </li>
        ))}
      </ul>
      {flips.length > 0 && (
        <>
          <h3>
            <Both zh="差一步就会变" en="One step away" />
          </h3>
          <ul class="reasons">
            {flips.map(({ zh, en, to }) => (
              <li>
                <Both zh={`${zh} → ${colourOf(to).zh}`} en={`${en}: ${colourOf(to).en}`} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="hint">
        <Both zh={`规则 ${rules.version}：${rules.source.zh}`} en={`Rule ${rules.version}: ${rules.source.en}`} />
      </p>
    </section>
  )
}

const noColour: Said = { zh: '不定级', en: 'No level' }
const colourOf = (level: ColourProposal['level']): Said =>
  level === null ? { zh: '不计', en: 'none' } : colourNames[level]
const parts: Record<ColourProposal['reasons'][number]['part'], Said> = {
  consequence: { zh: '后果', en: 'Consequence' },
  matrix: { zh: '矩阵', en: 'Matrix' },
  signal: { zh: '信号', en: 'Signal' },
}
