/*
 * `npm run build`, `npm run watch` and `npm run package`, by the first argument.
 */
import { build, watch } from './bundle';
import { pack } from './package';

switch (process.argv[2]) {
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
    throw new Error(`Say build, watch or package, not ${process.argv[2]}.`);
}
