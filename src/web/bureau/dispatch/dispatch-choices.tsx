import { bureausFor } from '../../../cases/acts/act-words.ts'
import type { Candidate, LeafChoice } from '../../../cases/dispatch/candidates.ts'
import type { CaseRead } from '../../../cases/read-case.ts'
import type { City } from '../../../reference/city.ts'
import { Submit } from '../../fields.tsx'
import { Both, dangerWords } from '../../parts.tsx'
import { bureauPaths } from '../bureau-paths.ts'
import { LeafOptions } from '../leaf-field.tsx'

type ChoicesProps = { read: CaseRead; candidates: Candidate[]; city: City }

/** What may be done with the text on the desk: the likeliest bureaus, another one, its danger, later. */
export function DispatchChoices({ read, candidates, city }: ChoicesProps) {
  return (
    <aside class="desk-choices" aria-label="派给谁 Who should have it">
      {candidates.map((candidate, index) => (
        <CandidateForm caseId={read.id} candidate={candidate} place={index + 1} city={city} />
      ))}
      {candidates.length === 0 && (
        <p class="empty">
          <Both zh="没有可派的单位，请自行选择。" en="No bureau to propose; choose one." />
        </p>
      )}
      <FullChoice read={read} city={city} open={candidates.length === 0} />
      <DangerForm read={read} />
      <form method="post" action={bureauPaths.skips} data-key="s" class="actions">
        <input type="hidden" name="case" value={String(read.id)} />
        <button type="submit" class="quiet" aria-keyshortcuts="s">
          <kbd>s</kbd> <Both zh="先放一放" en="Put it aside" />
        </button>
      </form>
    </aside>
  )
}

type CandidateProps = { caseId: number; candidate: Candidate; place: number; city: City }

function CandidateForm({ caseId, candidate, place, city }: CandidateProps) {
  const { bureau, act, confidence, leaves } = candidate
  const named = city.bureaus.get(bureau) ?? { zh: bureau, en: bureau }
  return (
    <form method="post" action={bureauPaths.decisions} class="candidate" data-key={String(place)}>
      <input type="hidden" name="case" value={String(caseId)} />
      <input type="hidden" name="bureau" value={bureau} />
      <button type="submit" class={place === 1 ? undefined : 'quiet'} aria-keyshortcuts={String(place)}>
        <kbd>{place}</kbd>
        <span>
          {act === 'refer' ? '转介' : '派给'} <Both {...named} />
        </span>
        <span class="number">{confidence === null ? '退单建议' : percent(confidence)}</span>
      </button>
      <fieldset class="candidate-leaves">
        <legend class="for-readers">{`${named.zh}：类别 Leaf`}</legend>
        {leaves.map((leaf, index) => (
          <LeafRadio leaf={leaf} checked={index === 0} />
        ))}
      </fieldset>
    </form>
  )
}

function LeafRadio({ leaf, checked }: { leaf: LeafChoice; checked: boolean }) {
  return (
    <label>
      <input type="radio" name="leaf" value={leaf.code} checked={checked} />
      <span>
        <Both zh={leaf.zh} en={leaf.en} />
      </span>
      <span class="number hint">{leaf.confidence === null ? '' : percent(leaf.confidence)}</span>
    </label>
  )
}

export function percent(share: number): string {
  // A reckoned share is never certain, however it rounds.
  if (share > 0.99) return '>99 %'
  return share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`
}

/** Any bureau and any leaf: plain lists, over which the script puts a line to type into. */
function FullChoice({ read, city, open }: { read: CaseRead; city: City; open: boolean }) {
  return (
    <details class="act" data-key-open="f" open={open}>
      <summary aria-keyshortcuts="f">
        <kbd>f</kbd> <Both zh="其他单位或类别" en="Another bureau or leaf" />
      </summary>
      <form method="post" action={bureauPaths.decisions}>
        <input type="hidden" name="case" value={String(read.id)} />
        <div class="field">
          <label for="any-bureau">
            <Both zh="单位" en="Bureau" />
          </label>
          <select id="any-bureau" name="bureau" required data-find>
            <BureauOptions city={city} chosen={read.lead} />
          </select>
        </div>
        <div class="field">
          <label for="any-leaf">
            <Both zh="类别" en="Leaf" />
          </label>
          <select id="any-leaf" name="leaf" required data-find>
            <LeafOptions city={city} chosen={read.leaf.code} />
          </select>
        </div>
        <Submit zh="派出" en="Dispatch" />
      </form>
    </details>
  )
}

/** Bureaus that take dispatches, then those that get referrals. */
export function BureauOptions({ city, chosen }: { city: City; chosen: string }) {
  const groups = [
    { label: '派单 Dispatch', bureaus: [...bureausFor(city, 'dispatch').values()] },
    { label: '转介 Refer', bureaus: [...bureausFor(city, 'refer').values()] },
  ]
  return (
    <>
      {groups.map(({ label, bureaus }) => (
        <optgroup label={label}>
          {bureaus.map(({ id, zh, en }) => (
            <option value={id} selected={id === chosen}>
              {`${zh} ${en}`}
            </option>
          ))}
        </optgroup>
      ))}
    </>
  )
}

function DangerForm({ read }: { read: CaseRead }) {
  return (
    <details class="act" data-key-open="d">
      <summary aria-keyshortcuts="d">
        <kbd>d</kbd> <Both zh="设定危险程度" en="Set the danger" />
      </summary>
      <form method="post" action={bureauPaths.dangers}>
        <input type="hidden" name="case" value={String(read.id)} />
        <fieldset class="candidate-leaves">
          <legend class="for-readers">危险程度 Danger</legend>
          {[0, 1, 2, 3].map((level) => (
            <label>
              <input type="radio" name="danger" value={String(level)} checked={level === read.danger} />
              <span>
                <Both {...dangerWords(level)} />
              </span>
            </label>
          ))}
        </fieldset>
        <Submit zh="设定" en="Set" />
      </form>
    </details>
  )
}
