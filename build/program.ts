/*
 * How the programs of build/ and test/ end when something is wrong: with the message, which says what to do, and not with
 * where in the program it was noticed. $DEBUG shows that too.
 */

/** Runs a program's main function; prints its error and exits with 1 when it fails. */
export function program(main: () => Promise<void>): void {
  main().catch((error: Error) => {
    console.error(process.env.DEBUG ? error : error.message);
    process.exit(1);
  });
}
