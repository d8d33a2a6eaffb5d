import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nearestFirst, sightingDistance, sightingWindow } from '../../../src/evidence/keys/sighting.ts';
import { storedKey } from '../support/keys.ts';

const DAY = 86_400;
const key = storedKey('rsa1024', { firstSeenSeconds: 100 * DAY, lastSeenSeconds: 200 * DAY });

describe('the sightings of a key', () => {
  it('cover the time between the first and the last, and some days of grace at each end', () => {
    const distances = [79, 80, 100, 150, 200, 220, 221].map((day) => sightingDistance(key, day * DAY, 20));
    assert.deepEqual(distances, [DAY, 0, 0, 0, 0, 0, DAY]);
  });

  it('are unknown without a sighting or without a time', () => {
    assert.equal(sightingDistance(storedKey('rsa1024'), 0, 20), undefined);
    assert.equal(sightingDistance(key, undefined, 20), undefined);
  });

  it('may be one time, a live look-up, or in the wrong order', () => {
    assert.deepEqual(sightingWindow(storedKey('rsa1024', { lastSeenSeconds: 5 })), { first: 5, last: 5 });
    assert.deepEqual(sightingWindow(storedKey('rsa1024', { lookedUpAtSeconds: 7 })), { first: 7, last: 7 });
    assert.deepEqual(sightingWindow(storedKey('rsa1024', { firstSeenSeconds: 9, lastSeenSeconds: 2 })), { first: 2, last: 9 });
  });

  it('order the keys: nearest first, unknown last, recovered after all', () => {
    const far = storedKey('rsa1024', { firstSeenSeconds: 900 * DAY });
    const unknown = storedKey('rsa1024');
    const recovered = storedKey('rsa1024', { tier: 'recovered', firstSeenSeconds: 150 * DAY });
    assert.deepEqual(nearestFirst([recovered, unknown, far, key], 150 * DAY, 20), [key, far, unknown, recovered]);
  });

  it('of equal distance order an archived key before one that was looked up', () => {
    const dns = storedKey('rsa1024', { tier: 'dns' });
    const archived = storedKey('rsa1024');
    assert.deepEqual(nearestFirst([dns, archived], undefined, 20), [archived, dns]);
  });
});
