/**
 * The camera and what it sees: frames are read one after the other, and nothing of them is kept.
 *
 * The reader of codes is fetched only when somebody scans.
 */
import type { DecodeQR } from "qr/decode.js";

/** Why there is no picture. */
export type Blind = "denied" | "missing";

/** How long to rest between two frames, and how large a frame needs to be. */
const REST_MS = 120;
const FRAME_PX = 640;

/** Read codes from the camera into `told` until the returned function is called. `blind` is told why it cannot. */
export function watchCamera(video: HTMLVideoElement, told: (text: string) => void, blind: (why: Blind) => void): () => void {
  let stream: MediaStream | null = null;
  let isOver = false;
  const stop = (): void => {
    isOver = true;
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = null;
  };
  const begin = async (): Promise<void> => {
    const [found, decode] = await Promise.all([openCamera(), decoder()]);
    stream = found;
    if (isOver) return stop();
    video.srcObject = found;
    await video.play();
    await readOn(video, decode, told, () => isOver);
  };
  begin().catch((thrown: unknown) => {
    if (isOver) return;
    stop();
    blind(isRefusal(thrown) ? "denied" : "missing");
  });
  return stop;
}

function openCamera(): Promise<MediaStream> {
  // Without https there is no such thing as a camera: the browser leaves the whole interface out.
  if (!("mediaDevices" in navigator)) return Promise.reject(new Error("no camera"));
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: { ideal: "environment" } }, audio: false });
}

function isRefusal(thrown: unknown): boolean {
  return thrown instanceof DOMException && (thrown.name === "NotAllowedError" || thrown.name === "SecurityError");
}

async function decoder(): Promise<DecodeQR> {
  return (await import("qr/decode.js")).default;
}

async function readOn(video: HTMLVideoElement, decode: DecodeQR, told: (text: string) => void, isOver: () => boolean): Promise<void> {
  const canvas = document.createElement("canvas");
  const paper = canvas.getContext("2d", { willReadFrequently: true });
  while (paper !== null && !isOver()) {
    const text = readFrame(video, canvas, paper, decode);
    if (text !== "") told(text);
    await new Promise((rested) => setTimeout(rested, REST_MS));
  }
}

/** Return what one frame says; empty where no code is in it. */
function readFrame(video: HTMLVideoElement, canvas: HTMLCanvasElement, paper: CanvasRenderingContext2D, decode: DecodeQR): string {
  const scale = Math.min(1, FRAME_PX / Math.max(video.videoWidth, video.videoHeight, 1));
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)];
  if (width === 0 || height === 0) return "";
  canvas.width = width;
  canvas.height = height;
  paper.drawImage(video, 0, 0, width, height);
  try {
    return decode(paper.getImageData(0, 0, width, height));
  } catch {
    return ""; // The reader throws where it finds nothing: that is most frames.
  }
}
