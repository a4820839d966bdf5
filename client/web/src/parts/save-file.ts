/** Giving a file to the person: by the system's share sheet where it takes files, else as a download. */

const TYPE = "application/octet-stream";
/** How long the browser is given to fetch what it downloads from memory. */
const FETCHED_MS = 60_000;

/** Return whether the file was handed over; false where the person thought better of it. */
export async function saveFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const file = new File([bytes], name, { type: TYPE });
  if (typeof navigator.canShare === "function" && navigator.canShare({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === "AbortError") return false;
      // A share sheet that does not open leaves the download.
    }
  }
  download(file);
  return true;
}

function download(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), FETCHED_MS);
}
