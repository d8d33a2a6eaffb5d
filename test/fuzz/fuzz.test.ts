import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Inputs } from '../../fuzz/inputs.ts';
import { minimise } from '../../fuzz/minimise.ts';
import { crashOf } from '../../fuzz/outcome.ts';
import { octetsOfText, type Target, textOf } from '../../fuzz/target.ts';
import { targets } from '../../fuzz/targets.ts';

/** So many that all targets together take some ten seconds. The long runs are told in docs/fuzzing.md. */
const inputsEach = 250;
/** Of targets of which an input may cost as much as dozens of others: where the verifier searches for repairs. */
const costlyInputs = 60;
const costlyMicrosecondsPerOctet = 1_000;
/** Short: what shows only at length is the matter of the long runs and of the tests of linear time. */
const mostOctets = 3_000;

describe('a short run of the fuzzer finds nothing:', () => {
  for (const target of targets) {
    it(`${target.name}: ${target.laws}`, async () => {
      const inputs = new Inputs({ ...target, maxOctets: mostOctets }, 20161107);
      const isCostly = (target.microsecondsPerOctet ?? 0) >= costlyMicrosecondsPerOctet;
      const count = (isCostly ? costlyInputs : inputsEach) + target.seeds().length;
      for (let i = 0; i < count; i++) {
        const input = inputs.next();
        const crash = await crashOf(target, input);
        assert.equal(crash?.detail, undefined, `octets in base64: ${Buffer.from(input).toString('base64')}`);
      }
    });
  }
});

describe('the fuzzer', () => {
  const faulty: Target = {
    name: 'faulty',
    laws: 'none',
    seeds: () => [octetsOfText('(quite [harmless] as it stands)')],
    tokens: ['[', ']'],
    run(input) {
      if (/\[[^\]]*\[[^\]]*\[/.test(textOf(input))) throw new Error('three brackets are open');
    },
  };

  it('finds a fault that takes three changes, the same one with the same seed, and makes it small', async () => {
    const find = async (seed: number): Promise<Uint8Array> => {
      const inputs = new Inputs(faulty, seed);
      for (let i = 0; i < 20_000; i++) {
        const input = inputs.next();
        if ((await crashOf(faulty, input)) !== undefined) return input;
      }
      throw new Error('nothing was found');
    };
    const found = await find(7);
    assert.deepEqual(await find(7), found);
    const { signature } = (await crashOf(faulty, found))!;
    assert.equal(textOf(await minimise(faulty, found, signature)), '[[[');
  });

  it('takes an input that needs too much time for a crash', async () => {
    const slow: Target = {
      ...faulty,
      run() {
        for (const end = process.threadCpuUsage().user + 90_000; process.threadCpuUsage().user < end; );
      },
    };
    assert.equal((await crashOf(slow, octetsOfText('x')))?.signature, 'slow');
  });
});
