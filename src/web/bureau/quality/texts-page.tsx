import type { InstructiveText } from '../../../learning/list-instructive-texts.ts'
import type { City } from '../../../reference/city.ts'
import { Badge, Both } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { bureauWords, leafWords, percent, QualityTop } from './quality-parts.tsx'

/** The texts from which the model would learn most, each a link to its case, where it can be corrected. */
export function TextsPage({ texts, city }: { texts: InstructiveText[]; city: City }) {
  return (
    <>
      <QualityTop part="texts" />
      <p class="lead">
        <Both
          zh="模型最拿不准、又有最多生词的来件，个人信息已遮盖。打开案件，确认或更正，下一个挑战者就会学到。"
          en="Where the model wavers most and knows the fewest words; personal data is masked. Open the case, confirm or correct it, and the next challenger learns it."
        />
      </p>
      {texts.length === 0 && (
        <p class="empty">
          <Both zh="没有需要看的来件。" en="Nothing needs a look." />
        </p>
      )}
      <ol class="task-list">
        {texts.map(({ id, text, leaf, lead, uncertainty, novelty }) => (
          <li class="card">
            <p class="written">{text}</p>
            <p class="badges">
              <Badge zh={`拿不准 ${percent(uncertainty)}`} en="uncertainty" />
              <Badge zh={`生词 ${percent(novelty)}`} en="novelty" />
            </p>
            <p>
              {leafWords(city, leaf.value)} {percent(leaf.confidence)}
              {leaf.alternatives[0] &&
                ` / ${leafWords(city, leaf.alternatives[0].value)} ${percent(leaf.alternatives[0].confidence)}`}
              {' · '}
              {bureauWords(city, lead.value)}
            </p>
            <p>
              <a href={bureauPaths.case(id)}>
                <Both zh={`打开案件 ${id}`} en={`Open case ${id}`} />
              </a>
            </p>
          </li>
        ))}
      </ol>
    </>
  )
}
