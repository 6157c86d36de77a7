/*
 * Style sheets are imported for what the bundler makes of them: they have no exports.
 */
declare module '*.css';
