import {
  BufferTarget,
  CanvasSource,
  Mp4OutputFormat,
  Output,
  Quality,
  WebMOutputFormat,
  type VideoCodec,
} from 'mediabunny';

import { framesPerSecond } from './film-order.ts';

/** A way to make a film, by what browsers can do. */
export interface FilmFormat {
  readonly codec: VideoCodec;
  readonly ending: 'mp4' | 'webm';
  readonly type: string;
  readonly name: string;
}

/** Best first. */
const formats: readonly FilmFormat[] = [
  { codec: 'avc', ending: 'mp4', type: 'video/mp4', name: 'MP4 (H.264)' },
  { codec: 'vp9', ending: 'webm', type: 'video/webm', name: 'WebM (VP9)' },
  { codec: 'vp8', ending: 'webm', type: 'video/webm', name: 'WebM (VP8)' },
];

/** A film in the making: a frame is what the canvas shows when it is added. */
export class FilmEncoder {
  readonly #output: Output<Mp4OutputFormat | WebMOutputFormat, BufferTarget>;
  readonly #source: CanvasSource;
  #frames = 0;

  private constructor(canvas: OffscreenCanvas, { codec, ending }: FilmFormat) {
    const format = ending === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat();
    this.#output = new Output({ format, target: new BufferTarget() });
    this.#source = new CanvasSource(canvas, {
      codec,
      quality: new Quality('high'),
      keyFrameInterval: 4,
      latencyMode: 'realtime',
      onEncoderConfig: describeInBand,
    });
    this.#output.addVideoTrack(this.#source, { frameRate: framesPerSecond });
  }

  static async start(
    canvas: OffscreenCanvas,
    format: FilmFormat,
    title: string | null,
  ): Promise<FilmEncoder> {
    const encoder = new FilmEncoder(canvas, format);
    if (title !== null) encoder.#output.setMetadataTags({ title });
    await encoder.#output.start();
    return encoder;
  }

  /** Waits while the encoder has enough to do. */
  async add(): Promise<void> {
    await this.#source.add(this.#frames / framesPerSecond, 1 / framesPerSecond);
    this.#frames += 1;
  }

  async finish(): Promise<ArrayBuffer> {
    await this.#output.finalize();
    const { buffer } = this.#output.target;
    if (!buffer) throw new Error('the encoder gave nothing');
    return buffer;
  }
}

/**
 * H.264 is asked for with its parameters among the frames, and the container's own record of them
 * is made from those: the record that Firefox gives is malformed, and strict players refuse it.
 */
function describeInBand(config: VideoEncoderConfig): void {
  if (config.avc) config.avc = { format: 'annexb' };
}

const probeFrames = 4;
const probeMs = 8_000;

/**
 * What this browser can really make at this size: a few frames are encoded, as what it says of
 * itself does not always hold. null: nothing.
 */
export async function usableFormat(width: number, height: number): Promise<FilmFormat | null> {
  if (typeof VideoEncoder === 'undefined' || typeof OffscreenCanvas === 'undefined') return null;
  for (const format of formats) {
    if (await encodes(format, width, height)) return format;
  }
  return null;
}

async function encodes(format: FilmFormat, width: number, height: number): Promise<boolean> {
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), probeMs);
  });
  try {
    return await Promise.race([tried(format, width, height), late]);
  } catch {
    return false;
  }
}

async function tried(format: FilmFormat, width: number, height: number): Promise<boolean> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  const encoder = await FilmEncoder.start(canvas, format, null);
  for (let frame = 0; frame < probeFrames; frame += 1) {
    context?.fillRect(frame * 10, 0, 10, 10);
    await encoder.add();
  }
  return (await encoder.finish()).byteLength > 0;
}
