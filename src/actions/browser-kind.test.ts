import { expect, test } from 'vitest'
import { browserKind } from './browser-kind.ts'

const KIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0', 'firefox', 'windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/143.0.0.0 Safari/537.36`, 'chrome', 'windows'],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`,
    'edge',
    'windows',
  ],
  [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} Chrome/143.0.0.0 Safari/537.36 OPR/120.0.0.0`, 'opera', 'linux'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'safari',
    'macos',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'safari',
    'ios',
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${KIT} Chrome/143.0.0.0 Mobile Safari/537.36`, 'chrome', 'android'],
  [`Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/143.0.0.0 Safari/537.36`, 'chrome', 'linux'],
  ['Wilhelmina Kanariegeel 06-90000077', 'other', 'other'],
  ['', 'other', 'other'],
  [undefined, 'other', 'other'],
])('%s is %s on %s', (userAgent, browser, system) => {
  expect(browserKind(userAgent)).toEqual({ browser, system })
})

test('an update in the middle of a day is no other browser', () => {
  const of = (version: string) =>
    browserKind(`Mozilla/5.0 (X11; Linux x86_64; rv:${version}) Firefox/${version}`)
  expect(of('141.0')).toEqual(of('140.0'))
})
