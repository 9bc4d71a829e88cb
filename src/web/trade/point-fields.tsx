import type { Child } from 'hono/jsx'
import {
  emptyPoint,
  type OpinionPoint,
  type PointPart,
  placeMax,
  pointField,
  pointPartNames,
  pointParts,
  pointsMax,
} from '../../alerts/reviews/opinion-point.ts'
import type { Said } from '../../errors.ts'
import { TextArea, TextField } from '../fields.tsx'
import { lineOf } from '../form-values.ts'
import { Both } from '../parts.tsx'

type PointsProps = {
  points: OpinionPoint[]
  errors: Record<string, Said>
  /** Said at the top of each point, e.g. from whom it came and whether it is taken. */
  head?: (index: number) => Child
}

/** Comments one under the other: place, problem, ground, proposal, each in Chinese with English behind a fold. */
export function PointFields({ points, errors, head }: PointsProps) {
  return (
    <>
      <input type="hidden" name="points" value={String(points.length)} />
      {points.map((point, index) => (
        <fieldset class="part">
          <legend>
            <Both zh={`意见 ${index + 1}`} en={`Comment ${index + 1}`} />
          </legend>
          {head?.(index)}
          <TextField
            name={pointField(index, 'place')}
            label={{ zh: '针对哪一条、款', en: 'Article or clause' }}
            hint={{
              zh: '例如：第 4.2 条，附录 B；对整份文件写“全文”',
              en: 'e.g. Article 4.2, Annex B; “whole text” for all of it',
            }}
            value={point.place}
            error={errors[pointField(index, 'place')]}
            maxlength={placeMax}
            required
          />
          {pointPartNames.map((part) => (
            <Part part={part} index={index} language="zh" value={point[part].zh} errors={errors} />
          ))}
          <details open={pointPartNames.some((part) => point[part].en !== '')}>
            <summary>
              <Both zh="英文" en="In English" />
            </summary>
            {pointPartNames.map((part) => (
              <Part part={part} index={index} language="en" value={point[part].en} errors={errors} />
            ))}
          </details>
        </fieldset>
      ))}
      {points.length < pointsMax && (
        <p class="actions">
          <button type="submit" name="only" value="more" class="quiet" formnovalidate>
            <Both zh="再加一条" en="One more comment" />
          </button>
        </p>
      )}
    </>
  )
}

type PartProps = {
  part: PointPart
  index: number
  language: 'zh' | 'en'
  value: string
  errors: Record<string, Said>
}

function Part({ part, index, language, value, errors }: PartProps) {
  const { zh, en, max } = pointParts[part]
  const name = pointField(index, part, language)
  const label = language === 'zh' ? { zh, en } : { zh: `${zh}（英文）`, en: `${en} in English` }
  return (
    <TextArea
      name={name}
      label={label}
      value={value}
      error={errors[name]}
      rows={3}
      maxlength={max}
      required={language === 'zh'}
    />
  )
}

/** The points of a posted form, in their order; `more` adds an empty one. */
export function typedPoints(form: FormData): OpinionPoint[] {
  const count = Math.min(pointsMax, Math.max(0, Number(lineOf(form, 'points', 3)) || 0))
  const points = Array.from({ length: count }, (_, index) => typedPoint(form, index))
  return form.get('only') === 'more' && count < pointsMax ? [...points, emptyPoint()] : points
}

function typedPoint(form: FormData, index: number): OpinionPoint {
  const said = (part: PointPart) => ({
    zh: lineOf(form, pointField(index, part, 'zh'), pointParts[part].max),
    en: lineOf(form, pointField(index, part, 'en'), pointParts[part].max),
  })
  return {
    place: lineOf(form, pointField(index, 'place'), placeMax),
    problem: said('problem'),
    ground: said('ground'),
    proposal: said('proposal'),
  }
}
