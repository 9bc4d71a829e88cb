import type { Said } from '../../errors.ts'
import { countryName } from '../../reference/countries.ts'
import { worldRegions } from '../../reference/world-regions.ts'
import { CheckField } from '../fields.tsx'
import { Both } from '../parts.tsx'

/** So many markets, those with the most notices, stand in sight. */
const inSight = 24

type MarketProps = { markets: string[]; chosen: string[]; error: Said | undefined }

/** Any market may be asked for, also one from which nothing has come yet: the others are folded away by region. */
export function MarketFields({ markets, chosen, error }: MarketProps) {
  const first = markets.slice(0, inSight)
  const placed = new Set(worldRegions.flatMap((region) => region.markets))
  const elsewhere = [...new Set([...markets, ...chosen])].filter((code) => !placed.has(code))
  const groups = [...worldRegions, { id: 'else', zh: '其他', en: 'Elsewhere', markets: elsewhere }]
    .map((region) => ({ ...region, markets: region.markets.filter((code) => !first.includes(code)) }))
    .filter((region) => region.markets.length > 0)
  return (
    <>
      {first.length > 0 && (
        <CheckField
          name="markets"
          label={{ zh: '市场', en: 'Markets' }}
          hint={{
            zh: '召回或通报来自哪里；一个都不选就是全部。',
            en: 'Where the notice comes from; none chosen means all.',
          }}
          values={chosen}
          options={first.map((code) => ({ value: code, ...countryName(code) }))}
          error={error}
        />
      )}
      <details open={groups.some((group) => group.markets.some((code) => chosen.includes(code)))}>
        <summary>
          <Both zh="其他市场" en="Other markets" />
        </summary>
        {groups.map((group) => (
          <Region group={group} chosen={chosen} />
        ))}
      </details>
    </>
  )
}

function Region({ group, chosen }: { group: Said & { markets: string[] }; chosen: string[] }) {
  return (
    <fieldset class="field">
      <legend>
        <Both zh={group.zh} en={group.en} />
      </legend>
      <div class="choices compact">
        {group.markets.map((code) => (
          <label class="choice">
            <input type="checkbox" name="markets" value={code} checked={chosen.includes(code)} />
            <span>
              <Both {...countryName(code)} />
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
