/**
 * Labels: every hash, signature and derived key names its one use.
 *
 * A label is ASCII and ends in a zero byte, so that no label is the beginning of another.
 */
import { type Bytes, utf8 } from "../bytes.ts";

export const FORMAT = 1;

/** Return the label for `use`. */
export function label(use: string): Bytes {
  return utf8(`twoway/${FORMAT}/${use}\0`);
}

export const LEAF = label("leaf");
export const CONTENT = label("content");
export const SEEN = label("seen");
export const HEADER = label("header");
export const BODY = label("body");
export const CHAIN = label("chain");
export const DEVICE = label("device");
export const ROSTER = label("roster");
export const JOIN = label("join");
export const BOXES = label("boxes");
export const BOX = label("box");
export const EPOCH = label("epoch");
export const NAME = label("name");
export const PAPER_SIGN = label("paper/sign");
export const PAPER_AGREE = label("paper/agree");
export const AUTH = label("auth");
export const FIND = label("find");
export const REPLACE = label("replace");
export const PAIR_MAILBOX = label("pair/mailbox");
export const PAIR_CHANNEL = label("pair/channel");
export const PAIR_COMMIT = label("pair/commit");
export const PAIR_CODE = label("pair/code");
