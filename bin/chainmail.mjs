#!/usr/bin/env node
// The installed command: finds a Node that is new enough and runs the compiled program with it.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './launch.mjs';

const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'cli', 'main.js');
run([main, ...process.argv.slice(2)], process.cwd());
