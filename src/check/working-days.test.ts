import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dutchCalendar } from '#actions/calendar.ts'
import { atDutchTime, dayOf, plusDays } from '#core/time.ts'
import { dueAt, isWorkingDay as isWorkingDayOfTheHouse } from '#process/working-days.ts'
import { dutchDay, dutchHour, isWorkingDay, termEnds } from './working-days.ts'

test.each([
  ['2026-01-01', false, "New Year's Day"],
  ['2026-01-02', true, 'the day after it'],
  ['2026-04-03', false, 'Good Friday, which the Algemene termijnenwet holds equal'],
  ['2026-04-06', false, 'Easter Monday'],
  ['2026-04-27', false, "the King's birthday"],
  ['2025-04-26', false, "the Saturday on which the King's birthday of 2025 was held"],
  ['2025-04-28', true, 'the Monday after that'],
  ['2026-05-05', false, 'Liberation Day, in every year'],
  ['2026-05-04', true, 'Remembrance Day'],
  ['2026-05-14', false, 'Ascension Day'],
  ['2026-05-15', true, 'the Friday after it'],
  ['2026-05-25', false, 'Whit Monday'],
  ['2026-12-25', false, 'Christmas'],
  ['2028-12-26', false, 'the second day of Christmas'],
  ['2026-12-31', true, "New Year's Eve"],
  ['2026-06-13', false, 'a Saturday'],
  ['2038-04-26', false, 'Easter Monday as late as it comes'],
])('%s is a working day: %s (%s)', (day, expected) => {
  expect(isWorkingDay(day)).toBe(expected)
})

test.each([
  ['hours run through the night', '2026-06-12T20:00:00.000Z', 24, 'hours', '2026-06-13T20:00:00.000Z'],
  ['a day ends at 17:00', '2026-06-11T07:00:00.000Z', 1, 'working-days', '2026-06-12T15:00:00.000Z'],
  ['a weekend is no term', '2026-06-12T07:00:00.000Z', 1, 'working-days', '2026-06-15T15:00:00.000Z'],
  ['nought days end today', '2026-06-11T07:00:00.000Z', 0, 'working-days', '2026-06-11T15:00:00.000Z'],
  [
    'after closing time on the next',
    '2026-06-11T15:00:00.000Z',
    0,
    'working-days',
    '2026-06-12T15:00:00.000Z',
  ],
  ['or on Monday', '2026-06-13T07:00:00.000Z', 0, 'working-days', '2026-06-15T15:00:00.000Z'],
  ['in winter 17:00 is 16:00 UTC', '2026-12-24T07:00:00.000Z', 1, 'working-days', '2026-12-28T16:00:00.000Z'],
  ['Easter lasts long', '2026-04-02T07:00:00.000Z', 1, 'working-days', '2026-04-07T15:00:00.000Z'],
  [
    'just after midnight is the next day',
    '2026-06-11T22:30:00.000Z',
    1,
    'working-days',
    '2026-06-15T15:00:00.000Z',
  ],
] as const)('%s', (_what, from, value, unit, expected) => {
  expect(termEnds(from, { value, unit })).toBe(expected)
})

describe('agrees with the calendar of the house, which comes from a library', () => {
  const calendar = dutchCalendar()

  test('on every day from 2014 to 2075', () => {
    const wrong: string[] = []
    for (let day = '2014-01-01'; day < '2076-01-01'; day = plusDays(day, 1)) {
      if (isWorkingDay(day) !== isWorkingDayOfTheHouse(day, calendar)) wrong.push(day)
    }
    expect(wrong).toEqual([])
  })

  const moments = fc
    .date({
      min: new Date('2020-01-01T00:00:00Z'),
      max: new Date('2060-01-01T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString())

  test('on the end of any term from any moment', () => {
    const terms = fc.record({ value: fc.nat(95), unit: fc.constantFrom('hours', 'working-days') } as const)
    fc.assert(
      fc.property(moments, terms, (from, term) => {
        expect(termEnds(from, term)).toBe(dueAt(from, term, calendar))
      }),
    )
  })

  test('on the day of any moment, and on the moment of any hour', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 3, max: 23 }), (moment, hour) => {
        expect(dutchDay(moment)).toBe(dayOf(moment))
        const time = `${String(hour).padStart(2, '0')}:00`
        expect(dutchHour(dutchDay(moment), hour)).toBe(atDutchTime(dayOf(moment), time))
      }),
    )
  })
})
