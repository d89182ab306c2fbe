import { expect, test } from 'vitest'
import { isInside, networksFrom } from './networks.ts'

const networks = networksFrom({ NETWORKS_POLITIE: '10.20.0.0/16, 2001:db8::/32  192.0.2.7/32' })

test.each([
  // organisation      address             may come
  ['politie', '10.20.255.1', true],
  ['politie', '10.21.0.1', false],
  ['politie', '192.0.2.7', true],
  ['politie', '192.0.2.8', false],
  ['politie', '2001:db8:1::1', true],
  ['politie', '2001:db9::1', false],
  // As a machine with both families writes an address of the older one.
  ['politie', '::ffff:10.20.0.1', true],
  ['politie', '::ffff:10.21.0.1', false],
  ['politie', '', false],
  ['politie', 'elsewhere', false],
  ['kmar', '203.0.113.1', true],
] as const)('%s from %s: %s', (organisation, address, expected) => {
  expect(isInside(networks, organisation, address)).toBe(expected)
})

test('those of feeds are a setting of their own', () => {
  const feeds = networksFrom(
    { NETWORKS_POLITIE: '10.20.0.0/16', FEED_NETWORKS_POLITIE: '10.30.0.0/16' },
    'FEED_NETWORKS',
  )
  expect(['10.20.0.1', '10.30.0.1'].map((address) => isInside(feeds, 'politie', address))).toEqual([
    false,
    true,
  ])
  expect(isInside(networks, 'politie', '10.30.0.1')).toBe(false)
  expect(() => networksFrom({ FEED_NETWORKS_KMAR: 'kantoor' }, 'FEED_NETWORKS')).toThrow(
    /^FEED_NETWORKS_KMAR: kantoor is no network/,
  )
})

test.each(['10.20.0.0', '10.20.0.0/33', '2001:db8::/129', 'kantoor/8', '10.20/16', '10.20.0.0/-1'])(
  '%s is no network',
  (word) => {
    expect(() => networksFrom({ NETWORKS_KMAR: `10.0.0.0/8 ${word}` })).toThrow(
      /^NETWORKS_KMAR: .* is no network/,
    )
  },
)
