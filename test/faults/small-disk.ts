import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Why no disk can be made here; undefined where it can. */
export const withoutDisk: string | undefined =
  process.platform === 'linux' && process.getuid?.() === 0 && canMount() ? undefined : 'only root on Linux can make a small disk';

function canMount(): boolean {
  return spawnSync('unshare', ['--mount', 'true']).status === 0;
}

/** A disk in memory at this folder, with room for so much; gone when it is disposed of. */
export function smallDisk(path: string, megabytes: number) {
  mkdirSync(path, { recursive: true });
  run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  return {
    path,
    resize: (more: number) => run('mount', ['-o', `remount,size=${more}m`, path]),
    /** Nothing can be written to it any more, by anybody. */
    writeProtect: () => run('mount', ['-o', 'remount,ro', path]),
    [Symbol.dispose]: () => void spawnSync('umount', ['--lazy', path]),
  };
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}
