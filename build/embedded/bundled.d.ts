/* What a bundle has in the place of each module of this folder, for the check without Node's types. */
export declare const files: Readonly<Record<string, string>>;
