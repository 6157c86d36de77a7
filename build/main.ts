/*
 * `npm run build`, `npm run watch` and `npm run package`, by the first argument.
 */
import { build, watch } from './bundle';
import { pack } from './package';
import { program } from './program';

async function main(command: string | undefined): Promise<void> {
  switch (command) {
    case 'build':
      await build();
      break;
    case 'watch':
      await watch();
      break;
    case 'package':
      process.stdout.write(await pack());
      break;
    default:
      throw new Error(`Say build, watch or package, not ${command}.`);
  }
}

program(() => main(process.argv[2]));
