// The four voices of a cartridge by Web Audio: off until the player asks for it.

const WAVES = ['square', 'triangle', 'sawtooth'] as const;
const NOISE = 3;
const LOUDEST = 0.12;
const GLIDE_S = 0.008; // no clicks between two ticks

interface Voice {
  readonly gain: GainNode;
  source: OscillatorNode | AudioBufferSourceNode;
  wave: number;
}

export class Sound {
  private context: AudioContext | null = null;
  private voices: Voice[] = [];

  get on(): boolean {
    return this.context?.state === 'running';
  }

  /** Call it from a click or a key: browsers allow sound only then. */
  async toggle(): Promise<boolean> {
    if (this.context === null) {
      this.build();
      await this.context!.resume(); // it has begun then
    } else if (this.on) {
      await this.context.suspend();
    } else {
      await this.context.resume();
    }
    return this.on;
  }

  /** Silence, until the next {@link play}. */
  rest(): void {
    for (const voice of this.voices)
      voice.gain.gain.setTargetAtTime(0, this.context!.currentTime, GLIDE_S);
  }

  /** @param registers Four times u16 frequency in Hz, u8 volume, u8 waveform. */
  play(registers: Uint8Array): void {
    if (!this.context || !this.on)
      return;
    const view = new DataView(registers.buffer, registers.byteOffset, registers.byteLength);
    this.voices.forEach((voice, i) => {
      const hertz = view.getUint16(i * 4, true), volume = view.getUint8(i * 4 + 2) & 15, wave = view.getUint8(i * 4 + 3);
      const now = this.context!.currentTime;
      if (wave !== voice.wave && hertz > 0)
        this.change(voice, wave);
      if (hertz > 0 && voice.source instanceof OscillatorNode)
        voice.source.frequency.setTargetAtTime(Math.min(hertz, 12_000), now, GLIDE_S);
      else if (hertz > 0 && voice.source instanceof AudioBufferSourceNode)
        voice.source.playbackRate.setTargetAtTime(Math.min(4, Math.max(0.05, hertz / 2_000)), now, GLIDE_S);
      voice.gain.gain.setTargetAtTime(hertz > 0 ? (volume / 15) * LOUDEST : 0, now, GLIDE_S);
    });
  }

  private build(): void {
    this.context = new AudioContext();
    this.voices = Array.from({ length: 4 }, () => {
      const gain = new GainNode(this.context!, { gain: 0 });
      gain.connect(this.context!.destination);
      const voice: Voice = { gain, source: new OscillatorNode(this.context!, { type: 'square' }), wave: 0 };
      voice.source.connect(gain);
      voice.source.start();
      return voice;
    });
  }

  private change(voice: Voice, wave: number): void {
    voice.source.stop();
    voice.source.disconnect();
    voice.source = wave === NOISE ? this.noise() : new OscillatorNode(this.context!, { type: WAVES[wave] ?? 'square' });
    voice.wave = wave;
    voice.source.connect(voice.gain);
    voice.source.start();
  }

  private noise(): AudioBufferSourceNode {
    const buffer = new AudioBuffer({ length: 16_384, sampleRate: this.context!.sampleRate });
    const samples = buffer.getChannelData(0);
    for (let i = 0, x = 0x2545f491; i < samples.length; i++) {
      x ^= x << 13;
      x ^= x >>> 17;
      x ^= x << 5;
      samples[i] = x / 0x8000_0000;
    }
    return new AudioBufferSourceNode(this.context!, { buffer, loop: true });
  }
}
