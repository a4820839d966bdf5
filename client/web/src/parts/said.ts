/** What a field says is wrong with it: nothing before it was tried, and nothing where nothing is. */
export function said(wrong: string | false): { wrong?: string } {
  return wrong === false || wrong === "" ? {} : { wrong };
}
